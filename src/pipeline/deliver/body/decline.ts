/** How to say no: once, or as an accepted risk. */
export function declineSection(): string {
  return [
    '### Not what you want?',
    '- **Decline:** close this pull request without merging. It is not proposed again until the root cause changes.',
    '- **Accept the risk:** add an exception with owner, reason and expiry to `.github/sprinkler.yml`.',
    '- **Do it differently:** push to this branch. From then on it is yours and is not touched again.',
  ].join('\n');
}
