import { inertText, markdownCode, markdownText } from '../../foundation/text.ts';
import type { CommitRange } from '../../model/commit.ts';
import type { Finding } from '../../model/finding.ts';
import type { SettingDifference } from '../../model/outcome.ts';
import type { Action, CodeSince, StillFailing } from './actions.ts';

/** Something to be said or kept at GitHub. Saying the same again says nothing new. */
export type FollowUpWords =
  | {
      readonly kind: 'comment';
      readonly pullRequest: number;
      readonly body: string;
      /** The commits to be named below the body; null when none are. */
      readonly history: CommitRange | null;
    }
  | { readonly kind: 'open-issue'; readonly title: string; readonly body: string }
  | { readonly kind: 'close-issue'; readonly title: string };

/** What the words need besides the action. */
export interface FollowUpSubject {
  /** The findings that the action names, as far as they are known. */
  readonly findings: readonly Finding[];
  /** The block's address in code; null when unknown. */
  readonly address: string | null;
  /** In what the source saw the resource otherwise than the code says, as far as both tell. */
  readonly differences: readonly SettingDifference[];
  /** Where a change of the code since would be found; null when it is not known. */
  readonly history: CommitRange | null;
}

const SHOWN = 20;

const REASONS: Readonly<Record<StillFailing, string>> = {
  'not-evaluated':
    'The source has not evaluated it again since the merge, although more than a day has passed. Has the change been applied, and is the check still running?',
  'not-applied':
    'The source evaluated it after the merge and it fails still. Nothing told that the change was applied: please look at the pipeline that applies this code.',
  applied:
    'The change was applied and it fails still. Either another place in the code decides the value, or something else writes it after the apply.',
};

const CODE: Readonly<Record<CodeSince, string>> = {
  changed: 'The code is vulnerable again.',
  right:
    'The code is still as it should be, so something outside of it changed the resource, or it was not applied.',
  unknown: 'Whether the code has changed could not be told.',
};

/** The words of an action. They follow from it alone, so that a repeated one meets its own. */
export function wordsOf(action: Action, subject: FollowUpSubject): FollowUpWords {
  switch (action.kind) {
    case 'comment-still-failing':
      return {
        kind: 'comment',
        pullRequest: action.pullRequest,
        body: paragraphs([
          '**Merged, but it fails still.**',
          REASONS[action.why],
          list(subject.findings),
          table(subject.differences),
          'It will be looked at every day, without another comment.',
        ]),
        history: null,
      };
    case 'comment-recurrence':
      return {
        kind: 'comment',
        pullRequest: action.pullRequest,
        body: paragraphs([
          action.corrects
            ? `**It came back by the code.** What was said here of the failure since ${minute(action.at)} was of an earlier version of it.`
            : `**It came back.** This was fixed here and verified; since ${minute(action.at)} it fails again.`,
          list(subject.findings),
          CODE[action.code],
          action.code === 'right' ? table(subject.differences) : '',
        ]),
        history: action.code === 'right' ? null : subject.history,
      };
    case 'open-drift-issue':
      return {
        kind: 'open-issue',
        title: driftTitle(subject.findings[0]),
        body: paragraphs([
          `The code is right, but the source says that the resource is not (evaluated ${minute(action.at)}). Something changed it outside of the code.`,
          list(subject.findings),
          subject.address === null ? '' : `In code: ${markdownCode(subject.address)}.`,
          table(subject.differences),
          'Applying the code again should put it right. This issue is closed once the source says so.',
        ]),
      };
    case 'close-drift-issue':
      return { kind: 'close-issue', title: driftTitle(subject.findings[0]) };
  }
}

/** One issue per resource and check: the title is how it is found again. */
function driftTitle(finding: Finding | undefined): string {
  const control = finding?.control ?? finding?.checks[0]?.id ?? 'a check';
  return inertText(`Drift: ${finding?.resource.id ?? 'a resource'} fails ${control}`, 200);
}

function list(findings: readonly Finding[]): string {
  const lines = findings.slice(0, SHOWN).map((finding) => {
    const control = finding.control ?? finding.checks[0]?.id ?? finding.source;
    return `- ${markdownCode(control)}: ${markdownCode(finding.resource.id)}, ${finding.status} in ${markdownText(finding.source)}`;
  });
  const more = findings.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

function table(differences: readonly SettingDifference[]): string {
  if (differences.length === 0) return '';
  const rows = differences.map(
    ({ name, code, cloud }) =>
      `| ${markdownCode(name)} | ${markdownCode(code)} | ${markdownCode(cloud)} |`,
  );
  return ['| setting | the code says | the source saw |', '| --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

function minute(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
