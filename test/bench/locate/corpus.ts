import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { openCheckout } from '../../../src/entrances/command-line/checkout.ts';
import { languages } from '../../../src/jobs/languages.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { SourceTree } from '../../../src/model/source.ts';
import { readReport } from '../../../src/pipeline/ingest/read-report.ts';
import { indexStates, type StateLookup } from '../../../src/pipeline/locate/state/index.ts';
import { readState } from '../../../src/pipeline/locate/state/read.ts';

/** Where a finding's resource really comes from. */
export interface Expected {
  /** Null when no block made it. */
  readonly address: string | null;
  /** The block, or the call of the registry module that it is in. */
  readonly file: string | null;
  readonly line: number | null;
  /** Whether the block itself is in the checkout. */
  readonly inCheckout: boolean;
}

export interface Case {
  readonly finding: Finding;
  readonly expected: Expected;
}

/** One directory: sources, what was applied from them, and findings about it. */
export interface Corpus {
  readonly name: string;
  readonly tree: SourceTree;
  readonly state: StateLookup;
  /** From `findings.asff.json`. */
  readonly findings: readonly Case[];
  /** From `truth.json`: every applied resource, as if each had a finding. */
  readonly resources: readonly (Case & { readonly type: string })[];
}

const place = {
  address: z.string().nullish(),
  file: z.string().nullish(),
  line: z.number().nullish(),
  module_calls: z
    .array(z.object({ file: z.string().nullish(), line: z.number().nullish() }))
    .nullish(),
};
const sourceSchema = z.object({ path: z.string() });
const placeSchema = z.object(place);
type Place = z.infer<typeof placeSchema>;
const findingTruth = z.array(z.object({ finding_id: z.string(), ...place }));
const resourceTruth = z.array(
  z.object({
    arn: z.string().nullish(),
    id: z.string(),
    type: z.string(),
    name: z.object({ value: z.string() }).nullish(),
    tags: z.record(z.string(), z.string()).nullish(),
    account: z.string(),
    region: z.string(),
    ...place,
  }),
);

/** Reads a directory shaped like the truth folders, with the sources in it at the paths of the upstream repository. */
export function readCorpus(
  directory: string,
  cloudTypeOf: (type: string) => string | null,
): Corpus {
  const read = (name: string) => readFileSync(join(directory, name), 'utf8');
  const source = sourceSchema.parse(JSON.parse(read('source.json')));
  const byId = new Map(
    findingTruth
      .parse(JSON.parse(read('findings.truth.json')))
      .map((truth) => [truth.finding_id, truth]),
  );
  const resources = resourceTruth.parse(JSON.parse(read('truth.json')));
  const byAddress = new Map(resources.map((truth) => [truth.address, truth]));
  const findings = readReport(read('findings.asff.json')).findings.flatMap((finding) => {
    const truth = byId.get(finding.id);
    if (truth === undefined) return [];
    const calls = byAddress.get(truth.address)?.module_calls;
    return [{ finding, expected: expectedOf({ ...truth, module_calls: calls }) }];
  });
  const state = readState(read('terraform.tfstate'));
  if (!state.ok) throw new Error(`${directory}/terraform.tfstate ${state.error}`);
  return {
    name: basename(directory),
    tree: withInputs(
      openCheckout(directory, (path) => languages.some((language) => language.claims(path))),
      directory,
      source.path,
    ),
    state: indexStates([{ object: null, resources: state.value }]),
    findings,
    resources: resourceCases(resources, cloudTypeOf),
  };
}

function expectedOf({ address, file, line, module_calls: calls }: Place): Expected {
  const inCheckout = typeof file === 'string';
  const call = calls?.findLast((one) => typeof one.file === 'string');
  return {
    address: address ?? null,
    file: file ?? call?.file ?? null,
    line: (inCheckout ? line : call?.line) ?? null,
    inCheckout,
  };
}

function resourceCases(
  truths: z.infer<typeof resourceTruth>,
  cloudTypeOf: (type: string) => string | null,
): Corpus['resources'] {
  return truths.flatMap((truth, index) => {
    const cloudType = cloudTypeOf(truth.type);
    if (cloudType === null || truth.id === 'redacted') return [];
    const plain = {
      id: `resource-${index}`,
      control: 'any',
      resource: {
        id: truth.arn ?? truth.id,
        type: cloudType,
        account: truth.account,
        region: truth.region,
        tags: truth.tags ?? {},
        names: namesOf(truth),
      },
    };
    const [finding] = readReport(JSON.stringify(plain)).findings;
    return finding === undefined
      ? []
      : [{ finding, expected: expectedOf(truth), type: truth.type }];
  });
}

/** Security Hub tells a security group's name in the finding's details; the names of other types are in the ARN. */
function namesOf({ type, name }: z.infer<typeof resourceTruth>[number]): string[] {
  return type === 'aws_security_group' && name ? [name.value] : [];
}

/** The inputs of the apply belong beside the root module. */
function withInputs(tree: SourceTree, directory: string, root: string): SourceTree {
  const inputs = join(directory, 'inputs.auto.tfvars');
  if (!existsSync(inputs)) return tree;
  const path = `${root}/inputs.auto.tfvars`;
  const text = readFileSync(inputs, 'utf8');
  return {
    paths: () => [...tree.paths(), path].sort(),
    read: (wanted) => (wanted === path ? { ok: true, text } : tree.read(wanted)),
  };
}
