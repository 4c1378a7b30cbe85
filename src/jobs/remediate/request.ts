import type { RepositoryConfig } from '../../config/repository/config.ts';
import type { Finding } from '../../model/finding.ts';
import type { Language } from '../../model/language.ts';
import type { FindingOutcome } from '../../model/outcome.ts';
import type { PullRequestContent } from '../../model/pull-request.ts';
import type { SourceTree } from '../../model/source.ts';
import type { Template } from '../../pipeline/fix/index.ts';
import type { StateLookup } from '../../pipeline/locate/state/index.ts';

/** Everything that is needed to turn findings into changes of one checkout. Nothing else is asked for. */
export interface RemediationRequest {
  readonly tree: SourceTree;
  readonly languages: readonly Language[];
  readonly templates: readonly Template[];
  readonly findings: readonly Finding[];
  readonly config: RepositoryConfig;
  readonly state: StateLookup | null;
  /** Fixes that a change proposes, or proposed, already, by fingerprint: they stay together under that name. */
  readonly carried?: ReadonlyMap<string, string>;
  /** Called now and then while work goes on. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What came of it: exactly one outcome for each finding, in their order, and the changes that carry the fixes. */
export interface Remediation {
  readonly outcomes: readonly FindingOutcome[];
  readonly changes: readonly PullRequestContent[];
}
