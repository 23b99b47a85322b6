import { type DefaultTreeAdapterTypes, html, parse } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** A document as a browser reads it: its elements, its texts, and what is wrong with its markup. */
export class Document {
  readonly errors: string[] = [];
  readonly elements: readonly Element[];

  constructor(markup: string) {
    const tree = parse(markup, {
      sourceCodeLocationInfo: true,
      onParseError: ({ code, startOffset }) => this.errors.push(`${code}: ${markup.slice(startOffset - 60, startOffset + 60)}`),
    });
    this.elements = elementsIn(tree);
  }

  all = (...names: string[]): Element[] => this.elements.filter(({ tagName }) => names.includes(tagName));
  withAttribute = (name: string): Element[] => this.elements.filter((element) => attribute(element, name) !== undefined);
}

/** Returns the elements within another, in order. */
export const elementsIn = (node: Node): Element[] =>
  'childNodes' in node ? node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...elementsIn(child)] : [])) : [];

export const attribute = ({ attrs }: Element, name: string): string | undefined => attrs.find((one) => one.name === name)?.value;

/** Returns what an element says. */
export const textOf = (node: Node): string =>
  node.nodeName === '#text' && 'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';

/** Returns every piece of text that a reader sees, but for what stands in elements that are left out. */
export function textsIn(node: Node, leaveOut: (element: Element) => boolean): string[] {
  if (node.nodeName === '#text' && 'value' in node) return [node.value];
  if (!('childNodes' in node) || ('tagName' in node && leaveOut(node))) return [];
  return node.childNodes.flatMap((child) => textsIn(child, leaveOut));
}

/** Returns whether an element is of HTML: elements of a drawing have other rules. */
export const isHtml = ({ namespaceURI }: Element): boolean => namespaceURI === html.NS.HTML;
