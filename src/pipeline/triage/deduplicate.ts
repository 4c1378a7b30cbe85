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
  const groups: Group[] = [];
  const byIdentifier = new Map<string, Set<Group>>();
  for (const finding of findings) {
    const keys = identifiers(finding.resource).map((each) => `${checkKey(finding)}\n${each}`);
    const candidates = new Set(keys.flatMap((key) => [...(byIdentifier.get(key) ?? [])]));
    const fitting = [...candidates].filter((group) => group.fits(finding));
    // Where the account is not told, two groups can fit: nothing says which, so it stays alone.
    const [only] = fitting;
    const group = only !== undefined && fitting.length === 1 ? only : new Group();
    if (group.reports.length === 0) groups.push(group);
    group.add(finding);
    for (const key of keys) {
      byIdentifier.set(key, (byIdentifier.get(key) ?? new Set<Group>()).add(group));
    }
  }
  return groups.map(({ reports }) => ({ finding: mergeFindings(reports), reports }));
}

/** Findings of one root cause, and what they say of the resource's place as far as one of them knows it. */
class Group {
  readonly reports: Finding[] = [];
  #place: (string | null)[] = [null, null, null, null];

  fits(finding: Finding): boolean {
    return placeOf(finding).every((part, index) => {
      const known = this.#place[index] ?? null;
      return part === null || known === null || part === known;
    });
  }

  add(finding: Finding): void {
    this.reports.push(finding);
    this.#place = placeOf(finding).map((part, index) => this.#place[index] ?? part);
  }
}

/** What may not differ: type, account, region, and whether it was found in code or in the cloud. */
function placeOf({ resource, codeLocation }: Finding): (string | null)[] {
  const side = codeLocation === null ? 'cloud' : 'code';
  return [resource.type, resource.account, resource.region, side];
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
