import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cloudformation } from '../../../../src/languages/cloudformation/language.ts';
import { checkEdit } from '../check-edit.ts';
import { plainTemplate } from '../plain-template.ts';
import { editable, randomEdit } from '../random-edits.ts';
import { stack } from '../stack.ts';
import { treeOf } from '../tree.ts';

const templates = ['storage.yaml', 'compute.yml', 'network.json'];
const forms: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `\ufeff${text}`,
  (text) => text.trimEnd(),
];

// 574505998: a map in place of a list whose dashes stand in the column of their key.
test.each([undefined, 574505998])(
  'whatever is edited, another parser finds the intended difference and nothing else (seed %s)',
  (seed) => {
    const template = fc.constantFrom(...templates);
    const form = fc.constantFrom(...forms);
    fc.assert(
      fc.property(template, form, fc.infiniteStream(fc.nat()), (path, save, numbers) => {
        const text = save(stack[path] ?? '');
        const code = cloudformation.open(treeOf({ [path]: text }));
        const pick = (below: number) => (below === 0 ? 0 : Number(numbers.next().value) % below);
        const edit = randomEdit(editable(code, path), plainTemplate(text), pick);
        fc.pre(edit !== null);
        if (edit === null) return;
        const verdict = checkEdit(code, path, edit);
        expect(
          verdict.kind === 'wrong' ? `${edit.name}: ${verdict.what}\n${verdict.after}` : '',
        ).toBe('');
      }),
      { numRuns: 400, ...(seed === undefined ? {} : { seed }) },
    );
  },
);
