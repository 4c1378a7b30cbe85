/**
 * Makes random edits of the templates below a directory, in their own form and with other line
 * endings, a byte order mark or no final line break, and checks each against another parser.
 *   node test/judges/cloudformation-edits.ts DIR [EDITS] [SEED]
 * With `--cfn-lint` (installed by `pip install cfn-lint`) the edits are sensible ones, and cfn-lint
 * must not find in an edited file what it did not find before.
 * Exit status 1 when an edit is wrong.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { cloudformation } from '../../src/languages/cloudformation/language.ts';
import { checkEdit } from '../languages/cloudformation/check-edit.ts';
import { plainTemplate } from '../languages/cloudformation/plain-template.ts';
import { editable, type Pick, randomEdit } from '../languages/cloudformation/random-edits.ts';
import { treeOf } from '../languages/cloudformation/tree.ts';
import { lintSensibleEdits } from './cloudformation-lint.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { 'cfn-lint': { type: 'boolean', default: false } },
});
const [directory = '.', count = '2000', seed = '1'] = positionals;
const files = templatesBelow(directory);
const print = (line: string) => process.stdout.write(`${line}\n`);

if (values['cfn-lint']) process.exitCode = await lintSensibleEdits(files, Number(count), print);
else process.exitCode = judge(Number(count), randomFrom(Number(seed)));

function templatesBelow(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  return Object.fromEntries(
    paths
      .filter((path) => cloudformation.claims(path))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  );
}

function judge(edits: number, pick: Pick): number {
  const paths = Object.keys(files).filter((path) => {
    const code = cloudformation.open(treeOf({ [path]: files[path] ?? '' }));
    return editable(code, path).length > 0;
  });
  const tally = new Map<string, number>();
  const tell = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);
  let made = 0;
  for (let tries = 0; made < edits && tries < edits * 20; tries++) {
    const path = paths[pick(paths.length)] ?? '';
    const [form, text] = variant(files[path] ?? '', pick);
    const code = cloudformation.open(treeOf({ [path]: text }));
    const edit = randomEdit(editable(code, path), plainTemplate(text), pick);
    if (edit === null) continue;
    made++;
    const verdict = checkEdit(code, path, edit);
    tell(`${verdict.kind}: ${edit.name}`);
    // That a resource in use stays is the rule; any other refusal is worth reading.
    if (verdict.kind === 'refused' && edit.name !== 'remove a resource')
      print(`${path}: ${verdict.reason}`);
    if (verdict.kind === 'wrong') {
      print(`${path} (${form}), ${edit.name}: ${verdict.what}`);
      print(
        JSON.stringify(
          edit.intents.map((intent) => ({
            ...intent,
            resource: 'resource' in intent ? intent.resource.address : '',
            beside: '',
          })),
        ),
      );
    }
  }
  print(`${made} edits over ${paths.length} templates`);
  for (const [what, times] of [...tally].sort()) print(`${String(times).padStart(7)}  ${what}`);
  return [...tally.keys()].some((what) => what.startsWith('wrong')) ? 1 : 0;
}

/** The same template as other people's editors would have saved it. */
function variant(text: string, pick: Pick): readonly [string, string] {
  const plain = text.replaceAll('\r\n', '\n').replace(/^\ufeff/, '');
  switch (pick(6)) {
    case 0:
      return ['CRLF', plain.replaceAll('\n', '\r\n')];
    case 1:
      return ['byte order mark', `\ufeff${plain}`];
    case 2:
      return ['no final line break', plain.trimEnd()];
    default:
      return ['as it is', text];
  }
}

/** A small generator of numbers (mulberry32), so that a seed makes the same edits again. */
function randomFrom(start: number): Pick {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return below === 0 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
