import type { Range } from '../../../model/source.ts';

/** One way in which a template is known to be deployed: a parameter file, an environment of samconfig.toml, a nested stack. */
export interface Deployment {
  readonly path: string;
  /** For people: `params/prod.json`, `samconfig.toml environment prod`, `nested stack Db in root.yml`. */
  readonly label: string;
  readonly stackName: string | null;
  readonly region: string | null;
  readonly parameters: ReadonlyMap<string, DeployedParameter>;
  readonly tags: ReadonlyMap<string, string>;
}

export interface DeployedParameter {
  /** Null when it is given, and the code does not tell what. */
  readonly text: string | null;
  /** The text to replace, quotes included; null where it cannot be replaced on its own. */
  readonly range: Range | null;
  /** How a new text is written there. */
  readonly quoting: 'json' | 'override';
}

/** A parameter as a file gives it. */
export interface WrittenParameter extends DeployedParameter {
  readonly text: string;
}
