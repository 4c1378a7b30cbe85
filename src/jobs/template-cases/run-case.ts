import { NO_CONFIG, type RepositoryConfig } from '../../config/repository/config.ts';
import { parseRepositoryConfig } from '../../config/repository/parse.ts';
import { editedTree } from '../../model/edited-tree.ts';
import type { Finding } from '../../model/finding.ts';
import type { Language } from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import type { SourceTree } from '../../model/source.ts';
import { unifiedDiff } from '../../pipeline/deliver/unified-diff.ts';
import { resolveParameters, type Template } from '../../pipeline/fix/index.ts';
import { accountType } from '../../pipeline/locate/evidence/account-setting.ts';
import { attemptFix } from '../remediate/attempt-fix.ts';
import type { NoFix, ProvenFix } from '../remediate/carry-out.ts';
import { type MissingPlace, placeMissing } from '../remediate/missing-setting.ts';
import type { RootCause } from '../remediate/root-cause.ts';
import { openWorkshop, type Workshop } from '../remediate/workshop.ts';
import type { TemplateCase } from './read-cases.ts';

/** A template library and the languages, for running cases. */
export interface CaseLibrary {
  readonly templates: readonly Template[];
  readonly languages: readonly Language[];
}

/**
 * Puts a template to one of its cases, through the same steps and proofs as a real finding.
 * @returns what is not as the case expects, one sentence each; none when it is.
 */
export async function runCase(
  template: Template,
  one: TemplateCase,
  { templates, languages }: CaseLibrary,
): Promise<readonly string[]> {
  const parameters = resolveParameters(template.parameters, one.parameters);
  if (!parameters.ok) return parameters.error;
  const tree = treeOf(one.before);
  const workshop = openWorkshop({
    tree,
    languages,
    templates,
    findings: [],
    config: configOf(template, one),
    state: null,
  });
  const code = workshop.codes.get(one.language);
  if (code === undefined) return [`The language ${one.language} is not registered.`];
  const partition = one.region?.startsWith('cn-') ? 'aws-cn' : 'aws';
  const context = { account: one.account, region: one.region, partition };
  const types = template.entries[one.language].map(({ resource }) => resource);
  const found = code.resources({ types, context });
  const there = found.find((each) => each.address === one.target);
  const place = there === undefined ? placeOf(workshop, template, one) : null;
  if (place?.kind === 'open') return compareOutcome(one, 'not-located', place);
  const resource = there ?? place?.located.resources[0];
  if (resource === undefined) return [noTarget(one, types, found)];
  const configured = { template, parameters: parameters.value };
  const cause = { ...causeOf(one, resource, configured, context), missing: place?.missing ?? null };
  const attempt = await attemptFix(workshop, code, cause);
  return attempt.kind === 'fix'
    ? compareFix(one, attempt, tree)
    : compareOutcome(one, attempt.outcome, attempt);
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

function compareOutcome(
  one: TemplateCase,
  outcome: string,
  { reason }: Pick<NoFix, 'reason'>,
): readonly string[] {
  if (outcome !== one.outcome)
    return [`The outcome is ${outcome} (${reason}), and ${one.outcome} is expected.`];
  return one.reason === null || reason.includes(one.reason)
    ? []
    : [`The reason is "${reason}", and "${one.reason}" is expected in it.`];
}

function compareFix(one: TemplateCase, fix: ProvenFix, tree: SourceTree): readonly string[] {
  if (one.outcome !== 'fixed') return [`The outcome is fixed, and ${one.outcome} is expected.`];
  const after = editedTree(tree, fix.edits);
  const problems: string[] = [];
  for (const path of after.paths()) {
    const made = textOf(after, path);
    const expected = one.after.get(path) ?? one.before.get(path) ?? '';
    if (made !== expected)
      problems.push(
        `${path} is not as in after/ (- what after/ has, + what the fix makes):\n${unifiedDiff(path, expected, made)}`,
      );
  }
  for (const path of one.after.keys())
    if (!one.before.has(path)) problems.push(`after/${path} has no counterpart in before/.`);
  return [...problems, ...compareBlockers(one.blocker, fix.blockers)];
}

function compareBlockers(expected: string | null, blockers: readonly string[]): readonly string[] {
  if (expected === null)
    return blockers.map(
      (blocker) => `It is not ready to merge, which the case does not expect: ${blocker}`,
    );
  return blockers.some((blocker) => blocker.includes(expected))
    ? []
    : [`"${expected}" is expected to keep it from being ready to merge: ${blockers.join(' ')}`];
}

function textOf(tree: SourceTree, path: string): string {
  const read = tree.read(path);
  return read.ok ? read.text : '';
}

function treeOf(files: ReadonlyMap<string, string>): SourceTree {
  const paths = [...files.keys()].sort();
  return {
    paths: () => paths,
    read: (path) => {
      const text = files.get(path);
      return text === undefined
        ? { ok: false, reason: 'there is no such file' }
        : { ok: true, text };
    },
  };
}
