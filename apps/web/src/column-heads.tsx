import { type Key, useTexts } from './text.js';

/** The heads of the columns of a table, by the keys of their texts. */
export function ColumnHeads({ of }: { readonly of: readonly Key[] }) {
  const texts = useTexts();
  return (
    <thead>
      <tr>
        {of.map((key) => (
          <th key={key} scope="col">
            {texts.say(key)}
          </th>
        ))}
      </tr>
    </thead>
  );
}
