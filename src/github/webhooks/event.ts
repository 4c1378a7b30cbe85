/** A repository as an event names it. */
export interface EventRepository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
}

interface InRepository {
  /** Null when the app is not installed there, so that nothing may be done. */
  readonly installationId: number | null;
  readonly repository: EventRepository;
  /** The login of who did it. */
  readonly sender: string | null;
}

/** A branch was made, moved, or (without `after`) taken away. */
export interface Pushed extends InRepository {
  readonly kind: 'pushed';
  readonly branch: string;
  readonly isDefaultBranch: boolean;
  readonly after: string | null;
}

export interface PullRequestChanged extends InRepository {
  readonly kind: 'pull-request';
  /** GitHub's word: `opened`, `closed`, `reopened`, `synchronize`, `edited` … */
  readonly action: string;
  readonly number: number;
  readonly author: string | null;
  readonly headBranch: string;
  readonly head: string;
  readonly baseBranch: string;
  readonly merged: boolean;
  readonly mergeCommit: string | null;
}

/** A deployment succeeded. */
export interface Deployed extends InRepository {
  readonly kind: 'deployed';
  readonly environment: string;
  /** The commit that was deployed. */
  readonly commit: string;
  readonly at: Date;
}

export interface Commented extends InRepository {
  readonly kind: 'commented';
  readonly number: number;
  readonly onPullRequest: boolean;
  readonly author: string | null;
  readonly body: string;
}

/** The app was installed, or may work again; these are the repositories that it may see. */
export interface Installed {
  readonly kind: 'installed';
  readonly installationId: number;
  readonly owner: string;
  readonly repositories: readonly EventRepository[];
}

/** The app was removed (`deleted`) or may not work for now (`suspended`). */
export interface Uninstalled {
  readonly kind: 'uninstalled';
  readonly how: 'deleted' | 'suspended';
  readonly installationId: number;
  readonly owner: string;
}

/** The owner lets the app see other repositories. */
export interface RepositoriesChanged {
  readonly kind: 'repositories-changed';
  readonly installationId: number;
  readonly owner: string;
  readonly added: readonly EventRepository[];
  readonly removed: readonly EventRepository[];
}

/** Something about the repository itself. */
export interface RepositoryChanged extends InRepository {
  readonly kind: 'repository-changed';
  readonly action:
    | 'renamed'
    | 'transferred'
    | 'publicized'
    | 'privatized'
    | 'archived'
    | 'unarchived'
    | 'deleted';
  /** Its name before, when it was renamed. */
  readonly previousName: string | null;
  /** Its owner before, when it was transferred. */
  readonly previousOwner: string | null;
}

/** What happened at GitHub, as far as it is of interest. */
export type GitHubEvent =
  | Pushed
  | PullRequestChanged
  | Commented
  | Deployed
  | Installed
  | Uninstalled
  | RepositoriesChanged
  | RepositoryChanged;
