import type { InvalidRequest, Unknown } from '@in-force/answers';
import type { ComponentChildren } from 'preact';
import { address, carried } from './address.js';
import type { Asking, View } from './page.js';
import { useTexts } from './text.js';

/** Shows that there is no such thing, and what is near. */
export function notFound(asking: Asking, { near, message }: Unknown): View {
  const { texts, query, path } = asking;
  const stem = path.replace(/[^/]+$/, '');
  return problemView(
    texts.say('problem.unknown'),
    404,
    <>
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
    </>,
  );
}

/** Shows what of a question cannot be read, and what to do. */
export function refused({ texts }: Asking, { errors }: InvalidRequest): View {
  return problemView(
    texts.say('problem.unreadable'),
    400,
    <>
      <dl {...texts.record}>
        {errors.map(({ pointer, detail }) => (
          <div key={pointer}>
            <dt>{pointer.slice(1)}</dt>
            <dd>{detail}</dd>
          </div>
        ))}
      </dl>
      <Home />
    </>,
  );
}

/** Shows that the record is still being read. */
export const starting = ({ texts }: Asking): View => problemView(texts.say('problem.starting'), 503, null);

/** Returns a view that says what is wrong, and what stands beneath. */
function problemView(title: string, status: number, beneath: ComponentChildren): View {
  return {
    title,
    description: title,
    section: '',
    status,
    lead: (
      <>
        <h1>{title}</h1>
        {beneath}
      </>
    ),
  };
}

function Home() {
  const texts = useTexts();
  return (
    <p>
      <a href="/">{texts.say('problem.home')}</a>
    </p>
  );
}
