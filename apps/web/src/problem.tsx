import type { InvalidRequest, Unknown } from '@in-force/answers';
import { address, carried } from './address.js';
import type { Asking, View } from './page.js';
import { useTexts } from './text.js';

/** Shows that there is no such thing, and what is near. */
export function notFound(asking: Asking, { near, message }: Unknown): View {
  const { texts, query, path } = asking;
  const stem = path.replace(/[^/]+$/, '');
  const title = texts.say('problem.unknown');
  return {
    title,
    description: title,
    section: '',
    status: 404,
    lead: (
      <>
        <h1>{title}</h1>
        <p {...texts.record}>{message}</p>
        {near.length > 0 && (
          <>
            <p>{texts.say('problem.near')}</p>
            <ul>
              {near.map((id) => (
                <li key={id}>
                  <a href={address(`${stem}${id}`, carried(query))}>{id}</a>
                </li>
              ))}
            </ul>
          </>
        )}
        <Home />
      </>
    ),
  };
}

/** Shows what of a question cannot be read, and what to do. */
export function refused({ texts }: Asking, { errors }: InvalidRequest): View {
  const title = texts.say('problem.unreadable');
  return {
    title,
    description: title,
    section: '',
    status: 400,
    lead: (
      <>
        <h1>{title}</h1>
        <dl {...texts.record}>
          {errors.map(({ pointer, detail }) => (
            <div key={pointer}>
              <dt>{pointer.slice(1)}</dt>
              <dd>{detail}</dd>
            </div>
          ))}
        </dl>
        <Home />
      </>
    ),
  };
}

/** Shows that the record is still being read. */
export function starting({ texts }: Asking): View {
  const title = texts.say('problem.starting');
  return { title, description: title, section: '', lead: <h1>{title}</h1> };
}

function Home() {
  const texts = useTexts();
  return (
    <p>
      <a href="/">{texts.say('problem.home')}</a>
    </p>
  );
}
