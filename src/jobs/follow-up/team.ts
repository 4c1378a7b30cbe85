/** Tags that name a team, the clearest first. */
const TEAM_TAGS = ['team', 'owner-team', 'squad', 'owner'];

/** The team that a resource's tags name; null without one. */
export function teamOf(tags: Readonly<Record<string, string>>): string | null {
  const byName = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]));
  for (const tag of TEAM_TAGS) {
    const team = byName.get(tag)?.trim();
    if (team) return team.slice(0, 200);
  }
  return null;
}
