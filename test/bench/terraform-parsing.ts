import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as hcl2json } from '@cdktf/hcl2json';
import { mentions } from '../../src/languages/terraform/syntax/mentions.ts';
import { parseConfig } from '../../src/languages/terraform/syntax/parse.ts';
import { type BenchRow, milliseconds } from './measure.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/hcl');
const copies = 200;

/** Parsing of realistic files in MB/s, beside hcl2json and beside only reading the same files. */
export async function measureTerraformParsing(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sprinkler-bench-'));
  try {
    return await measure(writeFiles(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeFiles(folder: string): string[] {
  const names = ['network.tf', 'storage.tf', 'templates.tf'];
  return names.flatMap((name) => {
    const text = readFileSync(join(fixtures, name), 'utf8');
    return Array.from({ length: copies }, (_, i) => {
      const path = join(folder, `${i}-${name}`);
      writeFileSync(path, text);
      return path;
    });
  });
}

async function measure(paths: readonly string[]): Promise<BenchRow[]> {
  const read = () => paths.map((path) => readFileSync(path, 'utf8'));
  const texts = read();
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const few = texts.filter((_, i) => i % 20 === 0);
  const officially = async () => {
    for (const text of few) await hcl2json('main.tf', text);
  };
  const speed = (ms: number) => (megabytes / ms) * 1000;

  const reading = speed(await milliseconds(read));
  const parsing = speed(
    await milliseconds(() => texts.map((text) => parseConfig('main.tf', text))),
  );
  const both = speed(await milliseconds(() => read().map((text) => parseConfig('main.tf', text))));
  const sifting = speed(
    await milliseconds(() => read().filter((text) => mentions(text, ['aws_no_such_thing']))),
  );
  const official = speed(await milliseconds(officially)) * (few.length / texts.length);

  const row = (name: string, figure: number, of: string, baseline: number): BenchRow => ({
    name: `terraform: ${name}`,
    figure,
    unit: 'MB/s',
    baseline: `${of}, ${baseline.toFixed(1)} MB/s`,
    ratio: figure / baseline,
  });
  return [
    row('parse', parsing, 'hcl2json', official),
    row('read and parse', both, 'only reading', reading),
    row('read and ask whether to parse', sifting, 'only reading', reading),
  ];
}
