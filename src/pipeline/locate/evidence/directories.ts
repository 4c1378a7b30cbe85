import type { CloudResource } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { environmentOf } from '../../../model/root.ts';
import { type Claim, points } from '../claim.ts';
import { isRegional } from './placement.ts';

/** A line of the repository's configuration that says what a root module is applied to. */
export interface PlacedDirectory {
  /** A root module's directory or one above it, or the variable file of one of its environments. */
  readonly path: string;
  readonly account: string | null;
  readonly region: string | null;
}

/** What the configuration says of account and region: it excludes, and it breaks ties between environments. */
export function directoryEvidence(
  cloud: CloudResource,
  resource: ResourceInCode,
  directories: readonly PlacedDirectory[],
): Claim | null | 'excluded' {
  const entry = mostSpecific(resource.root, directories);
  if (entry === null) return null;
  const { account, region, path } = entry;
  if (account !== null && cloud.account !== null && account !== cloud.account) return 'excluded';
  const tellsRegion = region !== null && cloud.region !== null && isRegional(cloud);
  if (tellsRegion && region !== cloud.region) return 'excluded';
  const agreed = [
    ...(account !== null && cloud.account !== null ? ['account'] : []),
    ...(tellsRegion ? ['region'] : []),
  ];
  if (agreed.length === 0) return null;
  return {
    resource,
    kind: 'placement',
    points: points.directory,
    detail: `${agreed.join(' and ')} are those that the configuration gives for ${path}`,
  };
}

/** The entry for the variable file of the environment, else that for the nearest directory. */
function mostSpecific(
  root: string,
  directories: readonly PlacedDirectory[],
): PlacedDirectory | null {
  const { directory, variableFiles } = environmentOf(root);
  const rank = ({ path }: PlacedDirectory): number => {
    const wanted = path.replace(/\/$/, '');
    if (variableFiles.includes(wanted) || wanted === root) return Number.POSITIVE_INFINITY;
    // The directory of an environment's files says more than that of the module.
    if (variableFiles.some((file) => file.startsWith(`${wanted}/`))) return 1000 + wanted.length;
    if (wanted === '.' || wanted === '') return 1;
    return directory === wanted || directory.startsWith(`${wanted}/`) ? wanted.length + 1 : 0;
  };
  const [best] = [...directories].sort((a, b) => rank(b) - rank(a));
  return best !== undefined && rank(best) > 0 ? best : null;
}
