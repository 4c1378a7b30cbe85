import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { cloudformation } from '../../src/languages/cloudformation/language.ts';
import { readDocument } from '../../src/languages/cloudformation/syntax/document.ts';
import type { SourceTree } from '../../src/model/source.ts';
import { type BenchRow, milliseconds } from './measure.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/repositories/cloudformation-stack');
const context = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const templates = 2_000;

/** Parsing of templates in MB/s beside `yaml` and `JSON.parse` alone, and the evaluation of 2,000 templates. */
export async function measureCloudFormationParsing(): Promise<BenchRow[]> {
  const names = readdirSync(fixtures).filter((name) => /\.(ya?ml|json)$/.test(name));
  const texts = names.map((name) => [name, readFileSync(join(fixtures, name), 'utf8')] as const);
  const yaml = await parsing(
    'YAML',
    texts.filter(([, text]) => text.includes('AWS::') && !text.startsWith('{')),
    (text) => parseYaml(text, { logLevel: 'silent' }),
  );
  const json = await parsing(
    'JSON',
    texts.filter(([, text]) => text.includes('AWS::') && text.startsWith('{')),
    (text) => JSON.parse(text),
  );
  return [yaml, json, ...(await evaluation(texts.map(([, text]) => text)))];
}

async function parsing(
  format: string,
  texts: readonly (readonly [string, string])[],
  alone: (text: string) => unknown,
): Promise<BenchRow> {
  const copies = Array.from({ length: 50 }, () => texts).flat();
  const megabytes = copies.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0) / 1e6;
  const speed = (ms: number) => (megabytes / ms) * 1000;
  const ours = speed(
    await milliseconds(() => copies.map(([path, text]) => readDocument(path, text))),
  );
  const other = speed(await milliseconds(() => copies.map(([, text]) => alone(text))));
  return {
    name: `cloudformation: parse ${format}`,
    figure: ours,
    unit: 'MB/s',
    baseline: `${format === 'JSON' ? 'JSON.parse' : 'yaml without ranges'}, ${other.toFixed(1)} MB/s`,
    ratio: ours / other,
  };
}

/** What `scan` and `fix` do first: every bucket and security group of a checkout, once for each state of the cache. */
async function evaluation(texts: readonly string[]): Promise<readonly BenchRow[]> {
  const files = new Map(
    Array.from({ length: templates }, (_, index) => [
      `stack-${index}/template.yaml`,
      texts[index % texts.length] ?? '',
    ]),
  );
  const paths = [...files.keys()].sort();
  const tree: SourceTree = {
    paths: () => paths,
    read: (path) => {
      const text = files.get(path);
      return text === undefined ? { ok: false, reason: 'gone' } : { ok: true, text };
    },
  };
  const types = ['AWS::S3::Bucket', 'AWS::EC2::SecurityGroup'];
  const fresh = await milliseconds(
    () => cloudformation.open(tree).resources({ types, context }),
    3,
  );
  const code = cloudformation.open(tree);
  const again = await milliseconds(() => code.resources({ types, context }), 3);
  const row = (name: string, figure: number, baseline: string, ratio: number): BenchRow => ({
    name: `cloudformation: ${name}`,
    figure,
    unit: 'ms',
    baseline,
    ratio,
  });
  return [
    row(`resources of ${templates} files`, fresh, 'itself', 1),
    row(
      'the same, files parsed before',
      again,
      `the first time, ${fresh.toFixed(0)} ms`,
      again / fresh,
    ),
  ];
}
