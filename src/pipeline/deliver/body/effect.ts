import { markdownText } from '../../../foundation/text.ts';
import type { Risk } from '../../../model/outcome.ts';
import type { ChangeFinding, PullRequestContent } from '../../../model/pull-request.ts';
import { bullets } from './lines.ts';

const UPDATES: Record<Risk['update'], string> = {
  'in-place': 'Applying it updates the running resource in place.',
  restart: 'Applying it restarts the resource or interrupts it.',
  replaces: '**Applying it replaces the resource: it is destroyed and made anew.**',
  conditional:
    'Applying it updates the resource in place or replaces it, depending on its settings: look at the plan.',
  'update-fails': '**Applying it as it is will fail: the running resource refuses this update.**',
  unknown: 'What applying it does to the running resource is not known: look at the plan.',
};

/** The sections of more fixes are not read. */
const MOST_FIXES = 8;

const DATA_LOST = '**Data of the running resource would be lost.**';
const DATA_UNKNOWN = 'Whether data would be lost is not known.';

/** What merging, and then applying, does to the running resource, and how to undo it; for each fix, where there are several. */
export function effectSection({ findings }: PullRequestContent): string {
  const fixes = [...Map.groupBy(findings, ({ words }) => words.change)].map(([change, of]) => ({
    change,
    effects: bullets(of.flatMap(effectLines), 15),
  }));
  const [first] = fixes;
  const isSame = fixes.every(({ effects }) => effects === first?.effects);
  const text = isSame
    ? first?.effects
    : fixes
        .slice(0, MOST_FIXES)
        .map(({ change, effects }) => `**${markdownText(change)}**\n${effects}`)
        .join('\n\n');
  const more = isSame ? 0 : Math.max(0, fixes.length - MOST_FIXES);
  return `### What merging does\n${text}${more > 0 ? `\n\n… and ${more} more fixes.` : ''}`;
}

function effectLines({ outcome, words }: ChangeFinding): string[] {
  const undo = words.rollback ? [`To undo: ${markdownText(words.rollback)}`] : [];
  return [...riskLines(outcome.risk), ...undo];
}

function riskLines(risk: Risk | null): string[] {
  if (!risk) return [UPDATES.unknown];
  const lines = [UPDATES[risk.update]];
  if (risk.dataLoss === true) lines.push(DATA_LOST);
  if (risk.dataLoss === null && risk.update !== 'in-place') lines.push(DATA_UNKNOWN);
  return [...lines, ...risk.notes.map((note) => markdownText(note))];
}
