import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The import rule of src/README.md: rooms from the top of the house to the cellar. */
const floors: readonly (readonly string[])[] = [
  ['main.ts'],
  ['entrances'],
  ['jobs'],
  ['pipeline'],
  ['languages', 'github', 'aws', 'store', 'config', 'metrics'],
  ['model'],
  ['foundation'],
];

interface Import {
  readonly from: string;
  readonly to: string;
}

const root = join(import.meta.dirname, '../../src');

function sourceFiles(): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g);
  return [...found].map((match) => ({
    from: file,
    to: posix.normalize(posix.join(dirname(file), match[1] ?? '')),
  }));
}

function floorOf(file: string): number {
  return floors.findIndex((rooms) => rooms.includes(file.split('/')[0] ?? ''));
}

/** A room that may not look into its neighbours: a step of the pipeline, a language, a tool. */
function roomOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  return first === 'pipeline' || first === 'languages' ? `${first}/${second}` : first;
}

function isBroken({ from, to }: Import): boolean {
  const above = floorOf(from);
  const below = floorOf(to);
  if (above < 0 || below < 0) return true;
  if (above < below) return false;
  return above > below || roomOf(from) !== roomOf(to);
}

function isImpure(file: string): boolean {
  const text = readFileSync(join(root, file), 'utf8');
  return /from '(node:(?!path|buffer|crypto|url|util)|@octokit|octokit|probot|@aws-sdk|pg|kysely|fastify)/.test(
    text,
  );
}

function cycleFrom(file: string, graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const seen = new Set<string>();
  const walk = (at: string, path: string[]): string[] | null => {
    for (const next of graph.get(at) ?? []) {
      if (next === file) return [...path, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...path, next]);
      if (found !== null) return found;
    }
    return null;
  };
  return walk(file, [file]);
}

describe('the import rule', () => {
  const files = sourceFiles();
  const imports = files.flatMap(importsOf);

  it('finds the files it is about', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(imports.length).toBeGreaterThan(10);
  });

  it('lets imports go downwards only, and never between steps, languages or tools', () => {
    expect(imports.filter(isBroken).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('keeps pipeline and languages free of network, disk and database', () => {
    const pure = files.filter((file) => /^(pipeline|languages|model|foundation)\//.test(file));
    expect(pure.filter(isImpure)).toEqual([]);
  });

  it('has no cycles', () => {
    const graph = new Map(
      files.map((file) => [
        file,
        importsOf(file)
          .filter(isValueImport)
          .map(({ to }) => to),
      ]),
    );
    expect(files.map((file) => cycleFrom(file, graph)).filter((cycle) => cycle !== null)).toEqual(
      [],
    );
  });
});

/** Type imports vanish at run time; a cycle of types alone is harmless. */
function isValueImport({ from, to }: Import): boolean {
  const text = readFileSync(join(root, from), 'utf8');
  const name = to.split('/').at(-1) ?? '';
  return text
    .split(';')
    .some((statement) => statement.includes(`${name}'`) && !/^\s*import type\b/m.test(statement));
}
