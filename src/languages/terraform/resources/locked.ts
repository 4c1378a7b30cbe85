/** Directories whose content a tool makes or fetches, and what to edit instead. */
const directories: readonly (readonly [RegExp, string])[] = [
  [
    /(^|\/)\.terraform\//,
    'it is a copy that `terraform init` fetched: edit the module where it comes from',
  ],
  [
    /(^|\/)\.terragrunt-cache\//,
    'it is a copy that Terragrunt made: edit the module that terragrunt.hcl names',
  ],
  [/(^|\/)cdktf\.out\//, 'CDK for Terraform generated it: edit the program that synthesises it'],
  [/(^|\/)(vendor|third_party)\//, 'it is a vendored copy: edit the module where it comes from'],
];

/** The header of a generated file, as Go's convention and most generators have it. */
const header = /do not (edit|modify)|\b(auto[- ]?)?generated (by|from|with|file)\b|@generated\b/i;

/** Why nobody should edit the file by hand, with what to edit instead; null when one may. */
export function lockReason(path: string, text: string): string | null {
  for (const [directory, reason] of directories) {
    if (directory.test(path)) return `${path} should not be edited: ${reason}`;
  }
  const line = headerLines(text).find((comment) => header.test(comment));
  if (line === undefined) return null;
  return `${path} says that it is generated (“${line.slice(0, 120)}”): edit what generates it`;
}

/** The comments before the first line of code, of the first lines of the file. */
function headerLines(text: string): readonly string[] {
  const comments: string[] = [];
  for (const line of text.slice(0, 4000).split('\n').slice(0, 15)) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    if (!/^(#|\/\/|\/\*|\*|"\/\/")/.test(trimmed)) break;
    comments.push(trimmed);
  }
  return comments;
}
