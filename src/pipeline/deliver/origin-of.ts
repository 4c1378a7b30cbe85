import type { Json } from '../../foundation/json.ts';
import type { CloudResource } from '../../model/finding.ts';

/** Something that tells where a resource came from. */
export interface OriginFact {
  /** For people: `Creator`. */
  readonly what: string;
  readonly value: string;
}

/** Keys of tags and details, in small letters without separators; the first that is there counts. */
const FACTS: readonly (readonly [what: string, keys: readonly string[]])[] = [
  // `aws:createdBy` is AWS's own cost allocation tag: `IAMUser:ID:NAME`, `AssumedRole:ID:SESSION`.
  [
    'Creator',
    ['aws:createdby', 'createdby', 'createdbyarn', 'creator', 'creatorarn', 'launchedby'],
  ],
  ['Owner by its tags', ['owner', 'team', 'contact']],
  ['CloudFormation stack', ['aws:cloudformation:stackname']],
  ['Service Catalog product', ['aws:servicecatalog:provisioningprincipalarn']],
  ['Auto Scaling group', ['aws:autoscaling:groupname']],
  ['Elastic Beanstalk environment', ['elasticbeanstalk:environmentname']],
  ['EKS cluster', ['eks:clustername', 'aws:eks:clustername']],
  [
    'Made',
    ['creationdate', 'createdat', 'createtime', 'createddate', 'creationtime', 'launchtime'],
  ],
];

/** Who or what made a resource, and when, as far as its tags and the finding's details tell. */
export function originOf({ tags, details }: CloudResource): readonly OriginFact[] {
  const known = new Map<string, string>();
  const given: readonly (readonly [string, Json])[] = [
    ...Object.entries(tags),
    ...Object.entries(details),
  ];
  for (const [key, value] of given) {
    const name = key.toLowerCase().replace(/[-_ ]/g, '');
    if (typeof value === 'string' && value.trim() !== '' && !known.has(name))
      known.set(name, value);
  }
  return FACTS.flatMap(([what, keys]) => {
    const found = keys.flatMap((key) => known.get(key) ?? [])[0];
    return found === undefined ? [] : [{ what, value: found }];
  });
}
