import type { Evidence } from '../../model/outcome.ts';
import type { ResourceInCode } from '../../model/resource.ts';

/**
 * How much a piece of evidence says, in points; `weigh.ts` turns sums into words.
 * Support only ever adds, so taking it away cannot raise a confidence.
 */
export const points = {
  /** Terraform state, or a person's hint: they say it outright. */
  state: 200,
  /** It made the resource on the way, as an instance does its volumes: a block of its own outweighs it. */
  statePart: 180,
  stateRoot: 20,
  /** A state of the owner that looks like the root module's, where the code does not say which is. */
  stateAlike: 70,
  hint: 150,
  /** A code scanner named the line itself. */
  codeLocation: 200,
  /** A trace tag is written by a tool into one block. */
  traceTag: 90,
  /** CloudFormation's own tags name template and logical id. */
  stackResource: 90,
  /** The stack's name has that of the template, as `prod-shop` has that of `shop.yaml`. */
  logicalIdInLikeStack: 50,
  /** Every other stack may have a `Bucket`. */
  logicalId: 20,
  /** A name that nobody else on Earth, or nobody else in the account, can have. */
  globalName: 85,
  accountName: 60,
  /** A name that others of the account may have: what it belongs to, tags, or account and region have to agree too. */
  sharedName: 40,
  tellingName: 50,
  /** A name of which the code leaves a part open. */
  namePattern: 15,
  /** All tags, one of which is meant to name the resource; the others are made to be shared. */
  allTagsWithName: 55,
  allTags: 15,
  onlyNameTag: 50,
  /** Of a part of a network, as every network has one. */
  nameTagInNetwork: 40,
  /** It carries the network's own. */
  nameOfNetwork: 10,
  nameTag: 35,
  someTags: 10,
  /** A sentence that somebody wrote into this block: copies of a module in other accounts have the same. */
  description: 40,
  /** Enough beside a name that others may have. */
  sameIngress: 10,
  /** Networks of many accounts have the same addresses. */
  cidr: 25,
  /** Tags are edited by hand more often than names: a name outweighs one that differs. */
  tagConflict: -35,
  /** What was said outright stands against what the code says of itself. */
  contradiction: -30,
  /** The one block of its kind for an account and region. */
  accountSetting: 50,
  /** The finding tells what the resource belongs to, and state or code know that. */
  parent: 70,
  /** A block that takes over just this part of the parent. */
  partOfParent: 90,
  /** A block of which only the parent is known, where a parent has few such parts. */
  onePartOfFew: 60,
  /** Code that is seldom applied. */
  asideCode: -20,
  /** Enough to tell namesakes apart. */
  parentOfNamed: 20,
  placement: 5,
  /** A person said to which account and region a directory is applied: enough to break a tie. */
  directory: 15,
  /** A person said which template the stack has. */
  stackOfTemplate: 45,
  /** Where the state is kept tells environments apart, and no more. */
  backend: 15,
  importBlock: 150,
} as const;

/** One reason to believe that a block made the finding's resource. */
export interface Claim extends Evidence {
  readonly resource: ResourceInCode;
  readonly points: number;
}
