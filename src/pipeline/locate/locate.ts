import { withoutInstanceKeys } from '../../model/address.ts';
import type { CloudResource, Finding } from '../../model/finding.ts';
import type { Code, EvaluationContext } from '../../model/language.ts';
import type { Location, LocationSummary } from '../../model/outcome.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { SourceProblem } from '../../model/source.ts';
import type { StateBackend } from '../../model/terraform-state.ts';
import { candidatesFor } from './candidates.ts';
import { stateEvidence } from './evidence/state.ts';
import { parentsOf } from './parents.ts';
import { indexResources, type ResourceIndex } from './resource-index.ts';
import type { LocateSettings } from './settings.ts';
import { answersForRoot } from './state/belonging.ts';
import type { StateAnswer } from './state/index.ts';
import { type Candidate, isSameBlock, leads, ranked } from './weigh.ts';

/** One language's code, with the types of it that may have made the resource. */
export interface SearchIn {
  readonly code: Code;
  readonly types: readonly string[];
  /** Tells which of them the search is for, where the type is not enough. */
  readonly isMeant?: (resource: ResourceInCode) => boolean;
}

/** The answer: a block, or an honest abstention that names what would settle it. */
export type Located =
  | {
      readonly kind: 'located';
      readonly location: Location;
      /** How much speaks for it, to be compared with the answer of another repository. */
      readonly points: number;
      /** The instance that made the resource; several when the evidence fits more than one instance of the same block. */
      readonly resources: readonly ResourceInCode[];
    }
  | {
      readonly kind: 'ambiguous';
      readonly reason: string;
      readonly location: Location;
      readonly points: number;
    }
  | { readonly kind: 'not-located'; readonly reason: string; readonly location: Location | null };

export type Locator = (finding: Finding, search: readonly SearchIn[]) => Located;

/** A locator keeps indexes of the code it has seen, so that many findings cost little each. */
export function createLocator(settings: LocateSettings): Locator {
  const indexes = new Map<Code, Map<string, ResourceIndex>>();
  const knownRoots = new Map<string, ReadonlySet<string>>();
  const indexOf = (code: Code, types: readonly string[], context: EvaluationContext) => {
    const known = indexes.get(code) ?? new Map<string, ResourceIndex>();
    indexes.set(code, known);
    const key = JSON.stringify([types, context]);
    const index = known.get(key) ?? indexResources(code.resources({ types, context }));
    known.set(key, index);
    return index;
  };
  return (finding, search) => {
    const answers = settings.state?.(finding.resource) ?? [];
    const context = contextOf(finding.resource);
    const resources = search.flatMap(({ code, types, isMeant = () => true }) =>
      types.length === 0
        ? []
        : indexOf(code, types, context)
            .candidatesFor(finding, [
              ...[...answers, ...relatedAnswers(finding.resource, settings)].map(
                (answer) => answer.address,
              ),
              ...settings.hints.map((hint) => hint.address),
            ])
            .filter(isMeant),
    );
    const addressesOf = (resource: ResourceInCode) =>
      rootAddresses(search, resource, context, knownRoots);
    const stateFor = (resource: ResourceInCode) => (cloud: CloudResource) =>
      answersForRoot(settings.state?.(cloud) ?? [], backendOf(search, resource), () =>
        addressesOf(resource),
      );
    const isInState = (resource: ResourceInCode) =>
      stateEvidence(stateFor(resource)(finding.resource), resource) !== null;
    const known = resources.some(isInState);
    const all = known ? resources : [...resources, ...elsewhere(search, answers, context)];
    const candidates = candidatesFor(finding, all, settings, stateFor, {
      addressesOf,
      backendOf: (resource) => backendOf(search, resource),
      blockAt: (resource, address) => blockAt(search, resource, address, context),
    });
    const problems = search.flatMap(({ code }) => code.problems());
    return conclude(finding, ranked(candidates), answers, problems);
  };
}

/** The evaluation context that a cloud resource gives: its own account, region and partition. */
export function contextOf(cloud: CloudResource): EvaluationContext {
  return { account: cloud.account, region: cloud.region, partition: cloud.partition };
}

/** What a state says of the resource that the finding's belongs to. */
function relatedAnswers(cloud: CloudResource, { state }: LocateSettings): readonly StateAnswer[] {
  return parentsOf(cloud).flatMap(({ id }) => state?.({ ...cloud, id }) ?? []);
}

/** What a state knows in modules whose code is not at hand. */
function elsewhere(
  search: readonly SearchIn[],
  answers: readonly StateAnswer[],
  context: EvaluationContext,
): readonly ResourceInCode[] {
  return search.flatMap(({ code, types }) => {
    const addresses = answers.flatMap(({ type, address }) =>
      types.includes(type) ? [address] : [],
    );
    return code.elsewhere?.([...new Set(addresses)], context) ?? [];
  });
}

/** Where the root module of a resource keeps its state, as far as the code says. */
function backendOf(search: readonly SearchIn[], { root }: ResourceInCode): StateBackend | null {
  const searched = search.filter(({ types }) => types.length > 0);
  return searched.flatMap(({ code }) => code.stateBackend?.(root) ?? [])[0] ?? null;
}

/** The block at an address in the root module of a resource, whatever its type; null when there is none. */
function blockAt(
  search: readonly SearchIn[],
  { language, root }: ResourceInCode,
  address: string,
  context: EvaluationContext,
): ResourceInCode | null {
  const type = withoutInstanceKeys(address).split('.').at(-2);
  if (type === undefined) return null;
  const found = search
    .filter(({ types }) => types.length > 0)
    .flatMap(({ code }) => code.resources({ types: [type], context }))
    .find((one) => one.language === language && one.root === root && one.address === address);
  return found ?? null;
}

/** What the root module of a resource makes, evaluated once. */
function rootAddresses(
  search: readonly SearchIn[],
  { language, root }: ResourceInCode,
  context: EvaluationContext,
  known: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const key = JSON.stringify([language, root, context]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const resources = search
    .filter(({ types }) => types.length > 0)
    .flatMap(({ code }) => code.rootResources(root, context));
  const addresses = new Set(resources.map(({ address }) => withoutInstanceKeys(address)));
  known.set(key, addresses);
  return addresses;
}

function conclude(
  finding: Finding,
  candidates: readonly Candidate[],
  answers: readonly StateAnswer[],
  problems: readonly SourceProblem[],
): Located {
  const [best] = candidates;
  if (best === undefined) {
    const reason = nothingFound(finding, answers, problems);
    return { kind: 'not-located', reason, location: null };
  }
  const rivals = candidates.filter((other) => other !== best && !leads(best, other));
  const location = locationOf(best, candidates.slice(1));
  const strangers = rivals.filter((rival) => !isSameBlock(rival.resource, best.resource));
  if (best.confidence === 'possible') {
    return { kind: 'not-located', reason: tooWeak(best), location };
  }
  const { points } = best;
  if (strangers.length > 0)
    return { kind: 'ambiguous', reason: tie(best, strangers), location, points };
  return {
    kind: 'located',
    location,
    points,
    resources: [best, ...rivals].map(({ resource }) => resource),
  };
}

function nothingFound(
  finding: Finding,
  answers: readonly StateAnswer[],
  problems: readonly SourceProblem[],
): string {
  const [answer] = answers;
  if (answer !== undefined) {
    return `the Terraform state maps the resource to ${answer.address}, which is not in this checkout; give the repository that holds it.`;
  }
  return `no code at hand makes ${describe(finding.resource)}; a Terraform state, a trace tag or a hint in the configuration would settle it${notRead(problems)}.`;
}

/** What may hold it, and was left out. */
function notRead([first, ...more]: readonly SourceProblem[]): string {
  if (first === undefined) return '';
  const { path, line } = first.place;
  const rest = more.length === 0 ? '' : `, and ${more.length} more like it`;
  return `; but not all of the code could be read (${path}:${line}: ${first.message.replace(/\.$/, '')}${rest})`;
}

function describe(cloud: CloudResource): string {
  return cloud.type === null ? 'this resource' : `this ${cloud.type}`;
}

function tooWeak(best: Candidate): string {
  return `only weak evidence points to ${best.resource.address} (${place(best.resource)}); a Terraform state, a trace tag or a hint in the configuration would settle it.`;
}

function tie(best: Candidate, rivals: readonly Candidate[]): string {
  const others = rivals
    .slice(0, 3)
    .map(({ resource }) => `${resource.address} (${place(resource)})`);
  return `${best.resource.address} (${place(best.resource)}) and ${others.join(', ')} fit equally well; a Terraform state, the account or region of their providers, or a hint in the configuration would settle it.`;
}

function place(resource: ResourceInCode): string {
  return `${resource.path}:${resource.line}`;
}

function locationOf(best: Candidate, others: readonly Candidate[]): Location {
  return { ...summary(best), runnersUp: others.slice(0, 5).map(summary) };
}

function summary({ resource, claims, confidence }: Candidate): LocationSummary {
  return {
    file: resource.path,
    line: resource.line,
    endLine: resource.endLine,
    address: resource.address,
    language: resource.language,
    confidence,
    evidence: [...claims]
      .sort((a, b) => b.points - a.points)
      .map(({ kind, detail }) => ({ kind, detail })),
  };
}
