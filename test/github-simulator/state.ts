/** What the simulated GitHub knows, apart from what is in the git repositories themselves. */

export type Access = 'read' | 'write';
export type Permissions = Readonly<Record<string, Access>>;
export type CollaboratorPermission = 'admin' | 'write' | 'read';

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Organization' | 'Bot';
}

export interface Label {
  readonly id: number;
  readonly name: string;
  color: string;
  description: string;
}

export interface Comment {
  readonly id: number;
  readonly user: Account;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
}

export interface Pull {
  readonly head: string;
  base: string;
  draft: boolean;
  merged: boolean;
  mergedAt: string | null;
  mergedBy: Account | null;
  mergeCommit: string | null;
  /** Head and base commit when it was closed; while open they are read from the repository. */
  closedHead: string | null;
  closedBase: string | null;
  readonly reviewers: Set<Account>;
  readonly teams: Set<string>;
}

export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly user: Account;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  closedBy: Account | null;
  closedAt: string | null;
  readonly createdAt: string;
  updatedAt: string;
  readonly labels: Set<string>;
  readonly comments: Comment[];
  readonly pull: Pull | null;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  status: string;
  conclusion: string | null;
  detailsUrl: string | null;
  output: {
    title: string | null;
    summary: string | null;
    text: string | null;
    annotations: readonly Readonly<Record<string, unknown>>[];
  };
  readonly startedAt: string;
  completedAt: string | null;
}

export interface Repository {
  readonly id: number;
  name: string;
  owner: Account;
  private: boolean;
  archived: boolean;
  readonly fork: boolean;
  readonly defaultBranch: string;
  /** The bare git repository on disk. */
  readonly directory: string;
  /** Drafts are refused where the plan has none. */
  drafts: boolean;
  readonly createdAt: string;
  pushedAt: string;
  readonly issues: Map<number, Issue>;
  readonly labels: Map<string, Label>;
  readonly collaborators: Map<string, CollaboratorPermission>;
  readonly teams: Set<string>;
  readonly checks: Map<number, CheckRun>;
}

export interface Installation {
  readonly id: number;
  readonly account: Account;
  permissions: Permissions;
  /** Ids of the repositories that it may see. */
  readonly repositories: Set<number>;
  suspended: boolean;
}

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly bot: Account;
  readonly publicKey: string;
  readonly webhookSecret: string;
}

export interface InstallationToken {
  readonly installation: Installation;
  readonly permissions: Permissions;
  readonly repositories: ReadonlySet<number>;
  expiresAt: Date;
}

export interface State {
  readonly app: App;
  readonly accounts: Map<string, Account>;
  readonly repositories: Map<number, Repository>;
  readonly installations: Map<number, Installation>;
  readonly tokens: Map<string, InstallationToken>;
  readonly userTokens: Map<string, Account>;
  /** Entries a recursive tree may list before it is cut off. */
  treeLimit: number;
  readonly now: () => Date;
  readonly nextId: () => number;
}

/** The repository by name, as names are compared: without regard to case. */
export function findRepository(state: State, owner: string, name: string): Repository | undefined {
  for (const repository of state.repositories.values())
    if (
      repository.owner.login.toLowerCase() === owner.toLowerCase() &&
      repository.name.toLowerCase() === name.toLowerCase()
    )
      return repository;
  return undefined;
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

/** The next number of an issue or pull request: they share one series. */
export function nextNumber(repository: Repository): number {
  return repository.issues.size + 1;
}
