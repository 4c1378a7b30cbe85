import type { CloudResource, Finding } from '../../model/finding.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import { type Claim, points } from './claim.ts';
import { accountSettingEvidence } from './evidence/account-setting.ts';
import { asideEvidence } from './evidence/aside.ts';
import { type BackendOf, backendEvidence } from './evidence/backend.ts';
import { codeLocationEvidence } from './evidence/code-location.ts';
import { directoryEvidence } from './evidence/directories.ts';
import { factEvidence } from './evidence/facts.ts';
import { hintEvidence } from './evidence/hint.ts';
import { identityEvidence } from './evidence/identity.ts';
import { importEvidence } from './evidence/import-block.ts';
import { ingressEvidence } from './evidence/ingress.ts';
import { networkNameEvidence } from './evidence/network-name.ts';
import { placementEvidence } from './evidence/placement.ts';
import { type BlockAt, relationEvidence } from './evidence/relation.ts';
import { stackTagEvidence } from './evidence/stack-tags.ts';
import { stackEvidence } from './evidence/stacks.ts';
import { stateEvidence } from './evidence/state.ts';
import { type RootAddresses, stateRootEvidence } from './evidence/state-root.ts';
import { tagEvidence } from './evidence/tags.ts';
import { traceTagEvidence } from './evidence/trace-tags.ts';
import type { LocateSettings } from './settings.ts';
import type { StateLookup } from './state/index.ts';
import { type Candidate, weigh } from './weigh.ts';

/** What the code says around a resource. */
export interface CodeAround {
  readonly addressesOf: RootAddresses;
  readonly backendOf: BackendOf;
  readonly blockAt: BlockAt;
}

/** Every resource that something speaks for, with all that speaks for it. A new kind of evidence is one line here. */
export function candidatesFor(
  finding: Finding,
  resources: readonly ResourceInCode[],
  settings: LocateSettings,
  stateFor: (resource: ResourceInCode) => StateLookup,
  { addressesOf, backendOf, blockAt }: CodeAround,
): readonly Candidate[] {
  const answersOf = (resource: ResourceInCode) => stateFor(resource)(finding.resource);
  const named = resources.filter((resource) => stateEvidence(answersOf(resource), resource));
  const root = named.length > 1 ? stateRootEvidence(answersOf, named, addressesOf) : null;
  const weighed = resources.flatMap((resource) => {
    const claims = claimsFor(finding, resource, stateFor(resource), settings, blockAt);
    if (root?.resource === resource) claims.push(root);
    const isSupported = claims.some((claim) => claim.points > 0 && claim.kind !== 'placement');
    const candidate = weigh(resource, claims);
    return isSupported && candidate.points > 0 ? [candidate] : [];
  });
  const candidates = ownBlocks(finding, weighed);
  const ties = backendEvidence(finding.resource, candidates, backendOf);
  return candidates.map((candidate) => {
    const claims = ties.filter(({ resource }) => resource === candidate.resource);
    return claims.length === 0
      ? candidate
      : weigh(candidate.resource, [...candidate.claims, ...claims]);
  });
}

/** What makes the resource on the way, as a function does its log group, gives way to a block of its own. */
function ownBlocks(
  { resource: cloud }: Finding,
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const isOwn = ({ resource: block }: Candidate) => cloud.type !== null && canBe(cloud, block);
  const hasOwn = candidates.some((one) => isOwn(one) && one.confidence !== 'possible');
  const isMaker = (one: Candidate) =>
    !isOwn(one) && one.claims.every(({ kind }) => kind === 'relation' || kind === 'placement');
  return hasOwn ? candidates.filter((one) => !isMaker(one)) : candidates;
}

/** What is said outright outweighs a contradiction; anything else is excluded by one. */
function claimsFor(
  finding: Finding,
  resource: ResourceInCode,
  state: StateLookup,
  settings: LocateSettings,
  blockAt: BlockAt,
): Claim[] {
  const cloud = finding.resource;
  const answers = state(cloud);
  const byState = stateEvidence(answers, resource);
  const said = [
    byState?.kind === 'state' ? byState : null,
    hintEvidence(cloud, resource, settings.hints),
    importEvidence(cloud, resource),
    finding.codeLocation === null ? null : codeLocationEvidence(finding.codeLocation, resource),
  ].filter(isClaim);
  const found = [
    byState?.kind === 'state' ? null : byState,
    stackTagEvidence(cloud, resource),
    identityEvidence(cloud, resource),
    canBe(cloud, resource) ? tagEvidence(cloud, resource) : null,
    networkNameEvidence(cloud, resource, blockAt),
    factEvidence(cloud, resource),
    ingressEvidence(cloud, resource),
    relationEvidence(cloud, resource, answers, state, blockAt),
    traceTagEvidence(cloud, resource, settings.traceKeys),
    accountSettingEvidence(cloud, resource),
    placementEvidence(cloud, resource),
    directoryEvidence(cloud, resource, settings.directories),
    stackEvidence(cloud, resource, settings.stacks),
    asideEvidence(resource),
  ];
  if (!found.includes('excluded')) return [...said, ...found.filter(isClaim)];
  return said.length === 0 ? [] : [...said, contradiction(resource)];
}

/** Whether the block can make such a resource itself: the tags of another kind of thing are not the resource's. */
function canBe({ type }: CloudResource, { cloudTypes }: ResourceInCode): boolean {
  return type === null || cloudTypes.includes(type);
}

function contradiction(resource: ResourceInCode): Claim {
  return {
    resource,
    kind: 'contradiction',
    points: points.contradiction,
    detail: 'name, account or region of this block say otherwise',
  };
}

function isClaim(evidence: Claim | null | 'excluded'): evidence is Claim {
  return evidence !== null && evidence !== 'excluded';
}
