import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { terraform } from '../../src/languages/terraform/language.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { SourceTree } from '../../src/model/source.ts';
import { readReport } from '../../src/pipeline/ingest/read-report.ts';
import { createLocator } from '../../src/pipeline/locate/locate.ts';
import type { BenchRow } from './measure.ts';

const RESOURCES = 10_000;
const FINDINGS = 100_000;

/** 100,000 findings located among 10,000 resources; the baseline is evaluating the resources once. */
export async function measureManyFindings(): Promise<readonly BenchRow[]> {
  const tree = bucketsTree();
  const types = ['aws_s3_bucket'];
  const findings = someFindings();
  const first = findings[0];
  if (first === undefined) return [];

  const evaluation = time(() => {
    const { account, region, partition } = first.resource;
    terraform.open(tree).resources({ types, context: { account, region, partition } });
  });
  const code = terraform.open(tree);
  const locate = createLocator({
    hints: [],
    traceKeys: [],
    directories: [],
    stacks: [],
    state: null,
  });
  let located = 0;
  const locateSome = (from: number, to: number) =>
    time(() => {
      for (let index = from; index < to; index++) {
        const finding = findings[index % findings.length] ?? first;
        if (locate(finding, [{ code, types }]).kind === 'located') located++;
      }
    });
  // Once through all resources, so that what is kept of the code is there.
  const once = locateSome(0, RESOURCES);
  const heldOnce = heldMegabytes();
  const locating = once + locateSome(RESOURCES, FINDINGS);
  const held = heldMegabytes();
  if (located !== FINDINGS) throw new Error(`only ${located} of ${FINDINGS} were located`);
  return [
    {
      name: '100,000 findings among 10,000 resources',
      figure: locating,
      unit: 'ms',
      baseline: 'evaluating the resources once',
      ratio: locating / evaluation,
    },
    {
      name: 'memory held after 100,000 findings',
      figure: held,
      unit: 'MB',
      baseline: 'after the first 10,000',
      ratio: held / heldOnce,
    },
  ];
}

/** What is alive on the heap, after a collection. */
function heldMegabytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed / 1024 ** 2;
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function bucketsTree(): SourceTree {
  const texts = new Map<string, string>();
  for (let file = 0; file < 100; file++) {
    const blocks = Array.from(
      { length: RESOURCES / 100 },
      (_, index) =>
        `resource "aws_s3_bucket" "b${file}_${index}" {\n  bucket = "acme-${file}-${index}"\n}\n`,
    );
    texts.set(`service-${file}/main.tf`, blocks.join('\n'));
  }
  return {
    paths: () => [...texts.keys()].sort(),
    read: (path) => {
      const text = texts.get(path);
      return text === undefined ? { ok: false, reason: 'is not there' } : { ok: true, text };
    },
  };
}

function someFindings(): readonly Finding[] {
  const lines = Array.from({ length: RESOURCES }, (_, index) =>
    JSON.stringify({
      id: `f${index}`,
      control: 'S3.8',
      resource: {
        id: `arn:aws:s3:::acme-${index % 100}-${Math.floor(index / 100)}`,
        account: '111122223333',
        region: 'eu-west-1',
      },
    }),
  );
  return readReport(lines.join('\n')).findings;
}
