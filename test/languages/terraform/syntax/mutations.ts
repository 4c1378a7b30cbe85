import fc from 'fast-check';
import { samples, snippets } from './samples.ts';

/** What is likely to hurt a parser of HCL when it turns up in the wrong place. */
const tokens = [
  '"',
  '\\"',
  '${',
  '%{',
  '}',
  '~}',
  '$${',
  '%%{',
  '{',
  '[',
  ']',
  '(',
  ')',
  '[*]',
  '.*',
  '.0',
  '.',
  '...',
  '=>',
  '==',
  '=',
  '!',
  '-',
  '+',
  '*',
  '/',
  '%',
  '&&',
  '||',
  '?',
  ':',
  '::',
  ',',
  ';',
  "'",
  '<',
  '<=',
  '<<EOT\n',
  '<<-EOT\n',
  'EOT\n',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '\t',
  '#',
  '//',
  '/*',
  '*/',
  'for ',
  ' in ',
  ' if ',
  'null',
  'true',
  '0',
  '1.5',
  '1e3',
  'x',
  'é',
  '\\u00e9',
  '\\n',
  '\\x',
  '%{ if x }',
  '%{ else }',
  '%{ endif }',
  '%{ for a, b in c ~}',
  '%{ endfor }',
  '\u00a0',
  '😀',
];

type Step =
  | { readonly kind: 'insert'; readonly at: number; readonly token: string }
  | { readonly kind: 'delete' | 'repeat'; readonly at: number; readonly length: number };

const place = fc.double({ min: 0, max: 1, noNaN: true });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), at: place, token: fc.constantFrom(...tokens) }),
  fc.record({
    kind: fc.constantFrom('delete' as const, 'repeat' as const),
    at: place,
    length: fc.integer({ min: 1, max: 12 }),
  }),
);

function mutated(text: string, steps: readonly Step[]): string {
  return steps.reduce((current, change) => {
    const at = Math.floor(change.at * current.length);
    if (change.kind === 'insert') return current.slice(0, at) + change.token + current.slice(at);
    const end = at + change.length;
    return (
      current.slice(0, change.kind === 'delete' ? at : end) +
      current.slice(change.kind === 'delete' ? end : at)
    );
  }, text);
}

/** One of the texts with one to three small damages. */
function damaged(texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(step, { minLength: 1, maxLength: 3 }))
    .map(([text, steps]) => mutated(text, steps).toWellFormed());
}

/** Pieces of real HCL with small damages: one in seven is still valid. */
export const mutatedHcl: fc.Arbitrary<string> = damaged(snippets());

/** A real file in JSON syntax with small damages. */
export const mutatedJson: fc.Arbitrary<string> = damaged(
  samples(/\.tf\.json$/).map(({ text }) => text),
);
