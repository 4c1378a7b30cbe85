import { parseArn } from '../../model/arn.ts';
import type { CloudResource, Finding } from '../../model/finding.ts';
import { mergeFindings } from './merge.ts';

/** One failed check on one resource, however many sources report it. */
export interface RootCause {
  /** What the sources say together: the best described finding with the others' names, tags and checks. */
  readonly finding: Finding;
  /** Every finding, as it came. */
  readonly reports: readonly Finding[];
}

/**
 * Puts findings together that are about the same check on the same resource, in the order in which they
 * came. Checks are the same when they are one Security Hub control. Resources are the same when type,
 * account and region do not differ and they share an identifier that AWS keeps unique.
 */
export function deduplicate(findings: readonly Finding[]): readonly RootCause[] {
  const groups: Finding[][] = [];
  const byIdentifier = new Map<string, Finding[][]>();
  for (const finding of findings) {
    const keys = identifiers(finding.resource).map((each) => `${checkKey(finding)}\n${each}`);
    const candidates = new Set(keys.flatMap((key) => byIdentifier.get(key) ?? []));
    const fitting = [...candidates].filter((group) => group.every((each) => alike(each, finding)));
    // Where the account is not told, two groups can fit: nothing says which, so it stays alone.
    const [only] = fitting;
    const group = only !== undefined && fitting.length === 1 ? only : [];
    if (group.length === 0) groups.push(group);
    group.push(finding);
    for (const key of keys) {
      const known = byIdentifier.get(key) ?? [];
      if (!known.includes(group)) byIdentifier.set(key, [...known, group]);
    }
  }
  return groups.map((reports) => ({ finding: mergeFindings(reports), reports }));
}

function checkKey({ control, checks, title }: Finding): string {
  const [check] = checks;
  if (control !== null) return `security-hub ${control}`;
  return check === undefined ? `title ${title}` : `${check.scheme} ${check.id}`;
}

/** Ids that AWS made up: no two resources of an account and region share one. */
const generated =
  /^(?:[a-z]{1,10}(?:-[a-z]{1,10}){0,2}-[0-9a-f]{8,17}|(?:db|cluster)-[A-Z0-9]{26}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The id, the name in its ARN, and generated ids. A chosen name may stand twice: groups in two networks. */
function identifiers({ id, names }: CloudResource): readonly string[] {
  const own = parseArn(id)?.names ?? [id];
  return [...new Set([id, ...own, ...names.filter((name) => generated.test(name))])];
}

function alike(one: Finding, other: Finding): boolean {
  const a = one.resource;
  const b = other.resource;
  return (
    (one.codeLocation === null) === (other.codeLocation === null) &&
    compatible(a.type, b.type) &&
    compatible(a.account, b.account) &&
    compatible(a.region, b.region)
  );
}

function compatible(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}
