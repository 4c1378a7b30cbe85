import type { Finding } from '../../model/finding.ts';
import type { FindingOutcome } from '../../model/outcome.ts';
import type { Located } from '../../pipeline/locate/locate.ts';
import { leads } from '../../pipeline/locate/weigh.ts';
import { ended } from './outcome.ts';

/** What the code of one repository says about where a finding comes from. */
export interface RepositoryAnswer {
  readonly repository: string;
  readonly located: Located;
  /** What the configuration has to say before a setting of an account can be added. */
  readonly open?: string;
}

/** The repository that a finding belongs to, or its end. */
export type RepositoryChoice =
  | { readonly kind: 'repository'; readonly repository: string }
  | {
      readonly kind: 'ended';
      readonly outcome: FindingOutcome;
      readonly repository: string | null;
    };

/**
 * Chooses the repository with the best answer, out of all of an owner's. Two that are equally good are
 * ambiguous. `complete`: whether these are all repositories, and all states are read; then a resource that none of
 * them makes is managed by no code. `stateAddress`: the address that a state of the owner has for it; null without one.
 */
export function chooseRepository(
  finding: Finding,
  answers: readonly RepositoryAnswer[],
  complete: boolean,
  stateAddress: string | null,
): RepositoryChoice {
  const found = answers
    .flatMap(({ repository, located }) =>
      located.kind === 'not-located' ? [] : [{ repository, located, points: located.points }],
    )
    .sort((a, b) => b.points - a.points);
  const [best] = found;
  if (best === undefined)
    return { kind: 'ended', ...nowhere(finding, answers, complete, stateAddress) };
  const { repository, located } = best;
  const rivals = found.slice(1).filter((other) => !leads(best, other));
  if (rivals.length > 0) {
    const names = rivals.map((rival) => rival.repository).sort();
    const reason = `the repositories ${[repository, ...names.slice(0, 4)].join(' and ')} explain it equally well; a hint in the configuration of the right one, or a Terraform state, would settle it.`;
    const outcome = { ...ended(finding, 'ambiguous', reason), location: located.location };
    return { kind: 'ended', outcome, repository: null };
  }
  if (located.kind === 'located') return { kind: 'repository', repository };
  const outcome = {
    ...ended(finding, 'ambiguous', located.reason),
    location: located.location,
  };
  return { kind: 'ended', outcome, repository };
}

function nowhere(
  finding: Finding,
  answers: readonly RepositoryAnswer[],
  complete: boolean,
  stateAddress: string | null,
) {
  const weak = answers.find(
    ({ located }) => located.kind === 'not-located' && located.location !== null,
  );
  if (weak !== undefined && weak.located.kind === 'not-located') {
    const { reason, location } = weak.located;
    const outcome = { ...ended(finding, 'not-located', reason), location };
    return { outcome, repository: weak.repository };
  }
  if (stateAddress !== null) {
    const reason = `a Terraform state maps the resource to ${stateAddress}, and it is not clear which code that is: install the app on its repository, or name the state's bucket and key in the backend block of its root module.`;
    return { outcome: ended(finding, 'not-located', reason), repository: null };
  }
  const open = answers.flatMap((answer) => answer.open ?? [])[0];
  if (open !== undefined) return { outcome: ended(finding, 'not-located', open), repository: null };
  const outcome = complete
    ? ended(
        finding,
        'unmanaged',
        'no code in the repositories that the app may see makes this resource: it was made by hand, or its code is elsewhere.',
      )
    : ended(
        finding,
        'not-located',
        'no code at hand makes this resource, and not every repository is indexed, or not every Terraform state read, yet.',
      );
  return { outcome, repository: null };
}
