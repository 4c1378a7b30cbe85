import type { Range } from '../../../model/source.ts';

/** One way in which a template is known to be deployed: a parameter file, or an environment of samconfig.toml. */
export interface Deployment {
  readonly path: string;
  /** For people: `params/prod.json`, `samconfig.toml environment prod`. */
  readonly label: string;
  readonly stackName: string | null;
  readonly region: string | null;
  readonly parameters: ReadonlyMap<string, DeployedParameter>;
  readonly tags: ReadonlyMap<string, string>;
}

export interface DeployedParameter {
  readonly text: string;
  /** The text to replace, quotes included; null where it cannot be replaced on its own. */
  readonly range: Range | null;
  /** How a new text is written there. */
  readonly quoting: 'json' | 'override';
}
