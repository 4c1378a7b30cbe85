import alb from './alb.data.json' with { type: 'json' };
import alb9 from './alb-9.data.json' with { type: 'json' };
import dynamodbTable from './dynamodb-table.data.json' with { type: 'json' };
import ec2Instance from './ec2-instance.data.json' with { type: 'json' };
import ec2Instance5 from './ec2-instance-5.data.json' with { type: 'json' };
import eks from './eks.data.json' with { type: 'json' };
import eks20 from './eks-20.data.json' with { type: 'json' };
import kms from './kms.data.json' with { type: 'json' };
import lambda from './lambda.data.json' with { type: 'json' };
import rds from './rds.data.json' with { type: 'json' };
import rds6 from './rds-6.data.json' with { type: 'json' };
import rdsAurora from './rds-aurora.data.json' with { type: 'json' };
import rdsAurora9 from './rds-aurora-9.data.json' with { type: 'json' };
import s3Bucket from './s3-bucket.data.json' with { type: 'json' };
import securityGroup from './security-group.data.json' with { type: 'json' };
import sns from './sns.data.json' with { type: 'json' };
import sqs from './sqs.data.json' with { type: 'json' };
import vpc from './vpc.data.json' with { type: 'json' };

/** What is known of one published module: enough to say what a call of it makes, and which input decides what. */
export interface RegistryEntry {
  /** Its address in the public registry. */
  readonly source: string;
  /** Its repository on GitHub. */
  readonly repository: string;
  /** For which versions the entry speaks. */
  readonly versions: string;
  /** By name: as in Terraform's JSON syntax, `default` and, where it has defaults inside, `type`. */
  readonly inputs: Readonly<Record<string, object>>;
  /** By name: the expression. */
  readonly outputs: Readonly<Record<string, string>>;
  /**
   * By `type.name`: the arguments as in Terraform's JSON syntax; `in` is the inner module that makes it; `all`
   * says that the module never sets any other argument.
   */
  readonly resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One line each; `test/data/refresh-registry-modules.ts` checks them against the modules' own repositories. */
export const entries: readonly RegistryEntry[] = [
  alb,
  alb9,
  dynamodbTable,
  ec2Instance,
  ec2Instance5,
  eks,
  eks20,
  kms,
  lambda,
  rds,
  rds6,
  rdsAurora,
  rdsAurora9,
  s3Bucket,
  securityGroup,
  sns,
  sqs,
  vpc,
];
