import type { FakeService } from './server.ts';

const XML = { 'content-type': 'text/xml' };
const DENIED =
  '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>';

/** Roles that may be assumed, each with the external id that it wants (or none). */
export function fakeSts(roles: ReadonlyMap<string, string | null>): FakeService {
  return ({ operation, form }) => {
    if (operation !== 'AssumeRole') return null;
    const arn = form.get('RoleArn') ?? '';
    const wanted = roles.get(arn);
    if (wanted === undefined || (wanted !== null && form.get('ExternalId') !== wanted))
      return { status: 403, headers: XML, body: DENIED };
    const name = arn.split('/').at(-1) ?? '';
    return {
      status: 200,
      headers: XML,
      body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <Credentials><AccessKeyId>KEY-${name}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
        <SessionToken>t</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials>
        <AssumedRoleUser><Arn>${arn}/sprinkler</Arn><AssumedRoleId>A:sprinkler</AssumedRoleId></AssumedRoleUser>
        </AssumeRoleResult></AssumeRoleResponse>`,
    };
  };
}
