import type { PlacedDirectory } from '../../config/repository/config.ts';
import type { CloudResource } from '../../model/finding.ts';
import type { Code, EvaluationContext } from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import { environmentOf, rootName } from '../../model/root.ts';
import type { Template } from '../../pipeline/fix/index.ts';
import { accountType } from '../../pipeline/locate/evidence/account-setting.ts';
import { contextOf, type Located } from '../../pipeline/locate/locate.ts';
import { codeOf, type Workshop } from './workshop.ts';

/** A setting of an account that no code makes, and a template would add. */
export interface MissingSetting {
  readonly type: string;
  /** Whether the account has one in each region. */
  readonly regional: boolean;
}

/** Where a missing setting is to be added, or why that cannot be told. */
export type MissingPlace =
  | {
      readonly kind: 'place';
      readonly missing: MissingSetting;
      /** Its resource is the one beside which the setting goes. */
      readonly located: Extract<Located, { kind: 'located' }>;
    }
  | { readonly kind: 'open'; readonly reason: string };

/** Less than a block that is there: code elsewhere that makes the setting wins. */
const POINTS = 30;

/**
 * Where a setting goes that a finding about an account asks for and no code makes: into the one root module, or
 * template, that the configuration names for the account and region. Null when no template would add any.
 */
export function placeMissing(
  workshop: Workshop,
  directories: readonly PlacedDirectory[],
  cloud: CloudResource,
  templates: readonly Template[],
): MissingPlace | null {
  if (cloud.type !== accountType) return null;
  const wanted = workshop.request.languages.flatMap(({ id }) =>
    templates
      .flatMap(({ entries }) => entries[id])
      .flatMap(({ resource: type, missing }) =>
        missing === undefined ? [] : [{ id, type, regional: missing.scope === 'region' }],
      ),
  );
  const [first] = wanted;
  if (first === undefined) return null;
  const places = wanted.flatMap(({ id, ...missing }) => {
    const code = codeOf(workshop, id);
    return responsible(code, directories, cloud, missing.regional).map((root) => ({
      code,
      root,
      missing,
    }));
  });
  const [place] = places;
  const roots = [...new Set(places.map(({ root }) => root))];
  if (place === undefined || roots.length > 1)
    return { kind: 'open', reason: nobody(cloud, first, roots) };
  const { code, root, missing } = place;
  const anchor = anchorIn(code, root, cloud, missing);
  if (anchor === null) {
    const where = ` in account ${cloud.account}${missing.regional ? ` in ${cloud.region}` : ''}`;
    const reason = `no code makes this setting, and ${rootName(root)} has no resource of its own${where} beside which it could be added; add an ${missing.type} there by hand.`;
    return { kind: 'open', reason };
  }
  const detail = `no code makes this setting, and the configuration says that ${rootName(root)} is applied to account ${cloud.account}${missing.regional ? ` in ${cloud.region}` : ''}`;
  const { path: file, line, endLine, language } = anchor;
  const location = { file, line, endLine, language, address: missing.type, runnersUp: [] };
  const evidence = [{ kind: 'directories', detail }];
  return {
    kind: 'place',
    missing,
    located: {
      kind: 'located',
      points: POINTS,
      resources: [anchor],
      location: { ...location, confidence: 'likely', evidence },
    },
  };
}

/**
 * The setting itself, once something has added it to the root of the resource beside which it goes. `isMeant` tells
 * it from others of its type.
 */
export function addedIn(
  code: Code,
  { type, regional }: MissingSetting,
  { root }: ResourceInCode,
  context: EvaluationContext,
  isMeant: (resource: ResourceInCode) => boolean,
): ResourceInCode | null {
  const found = code.resources({ types: [type], context });
  const isThere = (one: ResourceInCode) =>
    one.root === root && (!regional || mayBeIn(one, context)) && isMeant(one);
  return found.find(isThere) ?? null;
}

/** The roots that the configuration names for the account, and for the region where that matters. */
function responsible(
  code: Code,
  directories: readonly PlacedDirectory[],
  { account, region }: CloudResource,
  regional: boolean,
): readonly string[] {
  const ours = directories.filter((each) => account !== null && each.account === account);
  const exact = ours.filter((each) => each.region === (regional ? region : null));
  const open = regional ? ours.filter((each) => each.region === null) : ours;
  const entries = exact.length > 0 ? exact : open;
  const roots = entries.flatMap(({ path }) => rootsAt(code, path.replace(/\/$/, '')));
  return [...new Set(roots)];
}

/** The root that a path names (its directory, template or variable file), else all below it. */
function rootsAt(code: Code, path: string): readonly string[] {
  const prefix = path === '.' ? '' : `${path}/`;
  const files = code.tree.paths().filter((file) => file === path || file.startsWith(prefix));
  const roots = [...new Set(files.flatMap((file) => code.rootsOf(file)))];
  const named = roots.filter((root) => {
    const { directory, variableFiles } = environmentOf(root);
    return (directory || '.') === path || variableFiles.includes(path);
  });
  return named.length > 0
    ? named
    : roots.filter((root) => environmentOf(root).directory.startsWith(prefix));
}

/** What the new resource goes beside: another setting of the account, else what stands in main.tf, else anything. */
function anchorIn(
  code: Code,
  root: string,
  cloud: CloudResource,
  { regional }: MissingSetting,
): ResourceInCode | null {
  const context = contextOf(cloud);
  const all = code.rootResources(root, context);
  const regions = new Set(all.map(({ placement }) => placement.label));
  const fitting = all.filter(
    (one) =>
      one.locked === null &&
      one.siblings.length === 0 &&
      (one.placement.accounts?.some((account) => account === cloud.account) ?? true) &&
      !/^module\.|\]$/.test(one.address) &&
      (!regional || isIn(one, context) || (regions.size === 1 && mayBeIn(one, context))),
  );
  return (
    fitting.findLast(({ cloudTypes }) => cloudTypes.includes(accountType)) ??
    fitting.findLast(({ path }) => /(^|\/)main\.tf$/.test(path)) ??
    fitting.at(-1) ??
    null
  );
}

function isIn({ placement }: ResourceInCode, { region }: EvaluationContext): boolean {
  return placement.region.kind === 'string' && placement.region.value === region;
}

function mayBeIn(resource: ResourceInCode, context: EvaluationContext): boolean {
  return resource.placement.region.kind !== 'string' || isIn(resource, context);
}

function nobody(
  { account, region }: CloudResource,
  { type, regional }: MissingSetting,
  roots: readonly string[],
): string {
  const where = regional ? `, region: ${region}` : '';
  const line = `directories: [{ path: …, account: "${account}"${where} }]`;
  const why =
    roots.length > 1
      ? `the configuration names several root modules for the account (${roots.slice(0, 4).map(rootName).join(', ')})`
      : 'the configuration does not say which root module is responsible for the account';
  return `no code makes this setting, and ${why}: name the one in which an ${type} is to be added, with ${line} in .github/sprinkler.yml.`;
}
