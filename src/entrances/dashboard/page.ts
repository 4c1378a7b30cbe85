import { withoutSecrets } from '../../foundation/log.ts';
import { plainText } from '../../foundation/text.ts';
import { planOf } from '../../jobs/changes/plan.ts';
import { originOf } from '../../pipeline/deliver/origin-of.ts';
import type { Overview, OwnerOverview } from './read.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}th,td{text-align:left;padding:.2rem 1.5rem .2rem 0;border-bottom:1px solid #ddd;vertical-align:top}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#1a1a1a}th,td{border-color:#444}}`;

/** The dashboard as HTML. Everything in it is text from outside: all of it is escaped. */
export function dashboardPage({ owners, depths, deadLetters }: Overview): string {
  const busy = depths.filter(({ waiting, running }) => waiting + running > 0);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sprinkler</title><style>${STYLE}</style></head>
<body>
<h1>Sprinkler</h1>
${owners.length === 0 ? '<p>The app is not installed anywhere yet.</p>' : owners.map(ownerSection).join('\n')}
<h2>Jobs</h2>
${table(
  ['Job', 'Waiting', 'Running'],
  busy.map(({ job, waiting, running }) => [job, String(waiting), String(running)]),
)}
<h2>Dead letters</h2>
${table(
  ['Job', 'Owner', 'Since', 'Reason'],
  deadLetters.map(({ job, owner, failedAt, reason }) => [
    job,
    owner,
    failedAt.toISOString(),
    withoutSecrets(reason),
  ]),
)}
</body>
</html>
`;
}

function ownerSection({
  login,
  suspended,
  outcomes,
  repositories,
  changes,
  unmanaged,
}: OwnerOverview): string {
  return `<h2>${escaped(login)}${suspended ? ' (suspended)' : ''}</h2>
<h3>Findings</h3>
${table(
  ['Outcome', 'Findings'],
  [...outcomes].sort().map(([outcome, count]) => [outcome, String(count)]),
)}
<h3>Changes that are open or wait</h3>
${table(
  ['Repository', 'Change', 'State', 'Why'],
  changes.map((change) => {
    const { text, reason } = planOf(change);
    const number = change.number === null ? '' : `#${change.number} `;
    return [change.repository, `${number}${text.title}`, change.state, reason ?? ''];
  }),
)}
<h3>Managed by no code</h3>
${table(
  ['Resource', 'Account', 'Check', 'Where it came from'],
  unmanaged.map(({ resource, control, title }) => [
    resource.id,
    resource.account ?? '',
    control ?? title,
    originOf(resource)
      .map(({ what, value }) => `${what}: ${value}`)
      .join('; '),
  ]),
)}
<h3>Repositories</h3>
${table(
  ['Repository', 'Index'],
  repositories.map(({ name, indexedCommit, skipReason }) => [
    name,
    skipReason ?? indexedCommit?.slice(0, 12) ?? 'not indexed yet',
  ]),
)}`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '<p>None.</p>';
  const head = headings.map((heading) => `<th>${escaped(heading)}</th>`).join('');
  const body = rows.map(
    (row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
  );
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

function escaped(text: string): string {
  return plainText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
