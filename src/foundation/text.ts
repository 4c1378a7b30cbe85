/**
 * Text from outside, made safe to show. Names, tags, titles and paths are written by people we do not
 * know, and they end up in pull requests, commits and comments that GitHub interprets.
 */

const BREAK = '\u200b';
// Invisible, direction-changing, private and unassigned characters; U+2800 is a blank that is no space.
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Co}\p{Cn}\u2800]/gu;
// A letter has a handful of marks at most; a pile of them covers the lines around it.
const MARK_PILE = /(\p{M}{4})\p{M}+/gu;
const DEFAULT_LENGTH = 500;

/**
 * One line of visible text: control characters and line breaks become spaces, invisible and
 * direction-changing characters go, and what is longer than `maxLength` characters ends in `…`.
 */
export function plainText(text: string, maxLength: number = DEFAULT_LENGTH): string {
  // A character takes at most two units; the rest covers what is removed, so the work stays bounded.
  const line = text
    .slice(0, maxLength * 8)
    .toWellFormed()
    .replace(UNSEEN, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .replace(MARK_PILE, '$1')
    .trim();
  const characters = Array.from(line);
  const cut = characters.length > maxLength || text.length > maxLength * 8;
  return cut ? `${characters.slice(0, maxLength - 1).join('')}…` : line;
}

/**
 * For titles and commit messages, which are not Markdown but in which GitHub still acts on mentions,
 * references (`fixes #1` closes an issue when merged), addresses and `[skip ci]`: the text of
 * `plainText` in which each of those is broken by an invisible space.
 */
export function inertText(text: string, maxLength?: number): string {
  return breakTriggers(plainText(text, maxLength));
}

/** A name as a Markdown code span, also for table cells. What would end the span or the cell is replaced. */
export function markdownCode(text: string, maxLength?: number): string {
  const inert = inertText(text, maxLength).replaceAll('`', "'").replaceAll('|', '¦');
  return inert === '' ? '`(empty)`' : `\`${inert}\``;
}

/**
 * A sentence as inline Markdown, also for table cells: shown as it is written, except that parts
 * between backticks stay code. Nothing in it becomes a mention, reference, link, image, emphasis,
 * HTML or hidden comment, wherever a name from outside stands in it: both the parts in backticks
 * and those between are safe, so a name with a backtick only shifts which parts are code.
 */
export function markdownText(text: string, maxLength?: number): string {
  const parts = plainText(text, maxLength).split('`');
  // With an odd number of backticks the last one opens nothing: what follows it is text like what precedes it.
  if (parts.length % 2 === 0) parts.push(parts.splice(-2).join("'"));
  const pieces: string[] = [];
  parts.forEach((part, index) => {
    const isCode = index % 2 === 1;
    if (part.trim() === '') {
      // Two spans side by side would read as one with longer backticks.
      if (index > 0 && index < parts.length - 1) pieces.push(' ');
    } else pieces.push(isCode ? markdownCode(part) : escapeMarkdown(part));
  });
  return pieces.join('').trim();
}

/**
 * Several lines as a Markdown code block, e.g. a diff. Characters that are not seen or change the
 * direction of the text are shown as U+FFFD, because a reviewer must not be shown other code than
 * there is; what is longer than `maxLength` UTF-16 units is cut at a line and said so.
 */
export function markdownCodeBlock(text: string, language: string, maxLength: number): string {
  const seen = text
    .slice(0, maxLength)
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, '\ufffd')
    .replace(/(?![\n\t])\p{Cc}/gu, '\ufffd');
  const isCut = text.length > maxLength;
  const whole = isCut ? seen.slice(0, seen.lastIndexOf('\n') + 1) : seen;
  const longest = Math.max(2, ...(whole.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const ending = whole === '' || whole.endsWith('\n') ? '' : '\n';
  const note = isCut ? '\n\n… and more.' : '';
  return `${fence}${language}\n${whole}${ending}${fence}${note}`;
}

function escapeMarkdown(text: string): string {
  return breakTriggers(text)
    .replace(/[\\*_[\]<>|~$&]/g, '\\$&')
    .replace(/^(\s*)([#+=-])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

// GitHub looks for these after Markdown is rendered, or in plain text, so escapes do not stop them.
function breakTriggers(text: string): string {
  return text
    .replaceAll('@', `@${BREAK}`)
    .replace(/#(?=\w)/g, `#${BREAK}`)
    .replace(/\b(gh)-(?=\d)/gi, `$1-${BREAK}`)
    .replaceAll('://', `:${BREAK}//`)
    .replace(/www\./gi, (found) => `${found.slice(0, 3)}${BREAK}.`)
    .replace(/\[(?=(?:skip|ci|no|actions)\s)/gi, `[${BREAK}`)
    .replace(/(skip-checks)(?=\s*:)/gi, `$1${BREAK}`);
}
