import { NO_CONFIG, type RepositoryConfig } from '../../config/repository/config.ts';
import { parseRepositoryConfig } from '../../config/repository/parse.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { Finding } from '../../model/finding.ts';
import type { Language } from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import { resolveParameters, type Template } from '../../pipeline/fix/index.ts';
import { accountType } from '../../pipeline/locate/evidence/account-setting.ts';
import { attemptFix } from '../remediate/attempt-fix.ts';
import type { NoFix, ProvenFix } from '../remediate/carry-out.ts';
import { type MissingPlace, placeMissing } from '../remediate/missing-setting.ts';
import type { RootCause } from '../remediate/root-cause.ts';
import { openWorkshop, type Workshop } from '../remediate/workshop.ts';
import { treeOf } from './case-tree.ts';
import type { TemplateCase } from './read-cases.ts';

/** A template library and the languages, for running cases. */
export interface CaseLibrary {
  readonly templates: readonly Template[];
  readonly languages: readonly Language[];
}

/** What came of a case. */
export type CaseAttempt = ProvenFix | Pick<NoFix, 'kind' | 'outcome' | 'reason'>;

/**
 * Puts a template to one of its cases, through the same steps and proofs as a real finding.
 * @returns what came of it, or why it cannot be tried, one sentence each.
 */
export async function attemptCase(
  template: Template,
  one: TemplateCase,
  { templates, languages }: CaseLibrary,
): Promise<Result<CaseAttempt, readonly string[]>> {
  const parameters = resolveParameters(template.parameters, one.parameters);
  if (!parameters.ok) return parameters;
  const workshop = openWorkshop({
    tree: treeOf(one.before),
    languages,
    templates,
    findings: [],
    config: configOf(template, one),
    state: null,
  });
  const code = workshop.codes.get(one.language);
  if (code === undefined) return failed([`The language ${one.language} is not registered.`]);
  const partition = one.region?.startsWith('cn-') ? 'aws-cn' : 'aws';
  const context = { account: one.account, region: one.region, partition };
  const types = template.entries[one.language].map(({ resource }) => resource);
  const found = code.resources({ types, context });
  const there = found.find((each) => each.address === one.target);
  const place = there === undefined ? placeOf(workshop, template, one) : null;
  if (place?.kind === 'open')
    return ok({ kind: 'none', outcome: 'not-located', reason: place.reason });
  const resource = there ?? place?.located.resources[0];
  if (resource === undefined) return failed([noTarget(one, types, found)]);
  const configured = { template, parameters: parameters.value };
  const cause = { ...causeOf(one, resource, configured, context), missing: place?.missing ?? null };
  return ok(await attemptFix(workshop, code, cause));
}

function noTarget(
  { target }: TemplateCase,
  types: readonly string[],
  found: readonly ResourceInCode[],
): string {
  const addresses = found.map(({ address }) => address).join(', ');
  return `target: there is no ${types.join(' or ')} ${target} in before/; there is ${addresses || 'none'}.`;
}

/** The configuration of a repository that gives the template the case's parameters. */
function configOf({ id }: Template, { parameters }: TemplateCase): RepositoryConfig {
  const settings = parseRepositoryConfig(
    JSON.stringify({ version: 1, templates: { [id]: { parameters } } }),
    'case.yml',
  );
  return settings.ok ? settings.value : NO_CONFIG;
}

/** Where a setting of the account goes, if the target is the type of one, and all code is that of one account. */
function placeOf(workshop: Workshop, template: Template, one: TemplateCase): MissingPlace | null {
  const { account, region, target } = one;
  if (!template.entries[one.language].some(({ resource }) => resource === target)) return null;
  const cloud = { id: '', type: accountType, partition: null, account, region };
  return placeMissing(
    workshop,
    [{ path: '.', account, region: null }],
    { ...cloud, tags: {}, names: [], details: {} },
    [template],
  );
}

function causeOf(
  one: TemplateCase,
  resource: ResourceInCode,
  configured: RootCause['templates'][number],
  context: RootCause['context'],
): RootCause {
  const { path, line, endLine, address, language } = resource;
  const location = { file: path, line, endLine, address, language };
  return {
    key: address,
    templates: [configured],
    resources: [resource],
    location: { ...location, confidence: 'certain', evidence: [], runnersUp: [] },
    context,
    missing: null,
    findings: [findingOf(one)],
  };
}

/** A finding that says no more than the case does. */
function findingOf({ name, about, target, account, region, seen }: TemplateCase): Finding {
  const resource = { id: target, type: null, partition: null, account, region, tags: {} };
  return {
    id: name,
    source: 'template-case',
    control: null,
    checks: [],
    title: about,
    description: '',
    severity: 'MEDIUM',
    status: 'failed',
    active: true,
    resource: { ...resource, names: [], details: {} },
    requirements: [],
    remediationUrl: null,
    firstSeen: null,
    updatedAt: seen,
    codeLocation: null,
  };
}
