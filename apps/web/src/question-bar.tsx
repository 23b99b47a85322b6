import { PARAMETERS, type Problem, type Question } from '@in-force/answers';
import { BLOCS, COUNTRIES, ITEMS, itemOf, regionName } from '@in-force/events';
import type { ComponentChildren } from 'preact';
import { address, carried } from './address.js';
import { type Branch, itemTree } from './items.js';
import type { Asking } from './page.js';
import { useTexts } from './text.js';

/** The parties whose readings the record holds. */
type Readers = readonly string[];

interface BarProps {
  readonly asking: Asking;
  readonly question: Question;
  readonly problems: readonly Problem[];
  readonly readers: Readers;
  /** The fields that this view asks for. */
  readonly fields: readonly Field[];
  readonly children?: ComponentChildren;
}

/** The fields that a question may be asked with. */
export type Field =
  | 'q'
  | 'on'
  | 'from'
  | 'to'
  | 'region'
  | 'item'
  | 'person'
  | 'party'
  | 'issuer'
  | 'about'
  | 'measure'
  | 'knownOn'
  | 'reading';

/** Fields that are days, and those that name a region. */
const DAYS: readonly Field[] = ['on', 'from', 'to', 'knownOn'];
const REGIONS: readonly Field[] = ['region', 'party', 'issuer'];

/** The question, to be asked anew: a form, without a script too. */
export function QuestionBar({ asking, question, problems, readers, fields, children }: BarProps) {
  const texts = useTexts();
  const { path, query } = asking;
  return (
    <section class="bar" aria-label={texts.say('bar.label')}>
      <form action={path} method="get">
        {query.lang && <input type="hidden" name="lang" value={query.lang} />}
        {query.recordedAt && <input type="hidden" name="recordedAt" value={query.recordedAt} />}
        {fields.map((name) => (
          <FieldBox
            key={name}
            name={name}
            value={asWritten(name, question, query)}
            problem={problems.find(({ pointer }) => pointer === `/${name}`)}
            readers={readers}
          />
        ))}
        <button type="submit">{texts.say('bar.ask')}</button>
      </form>
      {children}
      {fields.includes('item') && <ItemTree asking={asking} question={question} />}
    </section>
  );
}

/** Returns what stands in a field: what was written, else what the question takes by itself. */
function asWritten(name: Field, question: Question, query: Asking['query']): string {
  const value = query[name] ?? question[name];
  return typeof value === 'string' ? value : '';
}

interface FieldBoxProps {
  readonly name: Field;
  readonly value: string;
  readonly problem: Problem | undefined;
  readonly readers: Readers;
}

function FieldBox({ name, value, problem, readers }: FieldBoxProps) {
  const texts = useTexts();
  const id = `ask-${name}`;
  const common = {
    id,
    name,
    'aria-invalid': problem ? ('true' as const) : undefined,
    'aria-describedby': problem ? `${id}-problem` : undefined,
  };
  return (
    <p class={`field field-${name}`}>
      <label for={id}>{texts.say(`field.${name}`)}</label>
      {name === 'reading' ? (
        <select {...common}>
          <option value="">{texts.say('field.reading.none')}</option>
          {readers.map((party) => (
            <option key={party} value={party} selected={party === value}>
              {texts.place(party)}
            </option>
          ))}
        </select>
      ) : DAYS.includes(name) ? (
        <input {...common} type="date" value={value} />
      ) : REGIONS.includes(name) || name === 'item' ? (
        <input
          {...common}
          list={name === 'item' ? 'items' : 'regions'}
          value={value}
          autocomplete="off"
          placeholder={texts.say(`field.${name as 'item'}.any`)}
        />
      ) : (
        <input {...common} value={value} placeholder={texts.say(`field.${name as 'measure'}.any`)} />
      )}
      {problem && (
        <span class="problem" id={`${id}-problem`} {...texts.record}>
          {problem.detail}
        </span>
      )}
    </p>
  );
}

/** What fields offer while one writes: at the end of a document, since nobody sees it before. */
export const Offered = () => (
  <>
    <datalist id="regions">
      {[...BLOCS, ...COUNTRIES].map((code) => (
        <option key={code} value={code}>
          {regionName(code)}
        </option>
      ))}
    </datalist>
    <datalist id="items">
      {ITEMS.map(({ slug, symbol, name }) => (
        <option key={slug} value={symbol ?? slug}>
          {name}
        </option>
      ))}
    </datalist>
  </>
);

/** Every item that can be asked about, where it lies, with a link that asks. */
function ItemTree({ asking, question }: { readonly asking: Asking; readonly question: Question }) {
  const texts = useTexts();
  const asked = question.item && 'slug' in question.item ? question.item.slug : null;
  const on = (PARAMETERS.controls as readonly string[]).includes('on') ? asking.query.on : undefined;
  const { path, query } = asking;
  const branches = (tree: readonly Branch[]) => (
    <ul>
      {tree.map(({ item, below }) => (
        <li key={item.slug}>
          <a
            href={address(path, { ...carried(query), on, from: query.from, to: query.to, item: item.symbol ?? item.slug })}
            aria-current={item.slug === asked ? 'true' : undefined}
          >
            {item.name}
          </a>
          {item.symbol && <span class="symbol"> {item.symbol}</span>}
          {below.length > 0 && branches(below)}
        </li>
      ))}
    </ul>
  );
  return (
    <details class="tree">
      <summary>
        {texts.say('bar.tree')}
        {asked && <span {...texts.record}> · {itemOf(asked).name}</span>}
      </summary>
      <div {...texts.record}>{branches(itemTree())}</div>
    </details>
  );
}
