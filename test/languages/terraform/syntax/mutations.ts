import fc from 'fast-check';
import { snippets } from './samples.ts';

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

/** Pieces of real HCL with one to three small damages: about a third are still valid. */
export const mutatedHcl: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...snippets()), fc.array(step, { minLength: 1, maxLength: 3 }))
  .map(([text, steps]) => mutated(text, steps).toWellFormed());
