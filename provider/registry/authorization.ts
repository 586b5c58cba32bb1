import { AccessDenied, insecureRealm, noToken, unknownChallenge } from './errors';
import { readBody } from './read-body';
import { Call, send } from './transport';
import { registerSecret } from '../diagnostics/secrets';
import { Credentials } from '../engine/credentials/credentials';

/** The name by which the provider asks for tokens. */
const CLIENT = 'berth';

/** The most bytes of an answer with a token. */
const MOST_OF_TOKEN = 64 * 1024;

/** What holds for each request to a registry. */
type Trust = Pick<Call, 'signal' | 'skipsVerification'>;

/** What a registry asks for. */
interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Answers the challenge of a registry, as the specification of distribution's authentication describes: user and password, or a token from
 * the service that the registry names. Returns the value of the header `Authorization`.
 *
 * @param registry   the address of the registry
 * @param challenge  its header `WWW-Authenticate`
 * @param scope      what the token is for, if the challenge doesn't say it: `repository:app:pull`
 */
export async function authorize(
  registry: URL, challenge: string, scope: string, credentials: Credentials | undefined, trust: Trust,
): Promise<string> {
  const { scheme, parameters } = parse(challenge);
  if (credentials?.registrytoken !== undefined) return `Bearer ${credentials.registrytoken}`;
  if (scheme === 'basic') {
    if (credentials?.password === undefined) throw new AccessDenied();
    return basic(credentials);
  }
  const realm = parameters.get('realm') ?? '';
  if (scheme !== 'bearer' || !URL.canParse(realm)) throw unknownChallenge(scheme);
  const service = new URL(realm);
  if (service.protocol !== 'https:' && registry.protocol === 'https:') throw insecureRealm(realm);
  const token = await fetchToken(service, { service: parameters.get('service') ?? '', scope: parameters.get('scope') ?? scope },
    credentials, trust);
  registerSecret(token);
  return `Bearer ${token}`;
}

async function fetchToken(
  realm: URL, query: { readonly service: string; readonly scope: string }, credentials: Credentials | undefined, trust: Trust,
): Promise<string> {
  const { identitytoken, password } = credentials ?? {};
  const url = new URL(realm);
  if (identitytoken === undefined) for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
  const answer = await send(url, identitytoken === undefined
    ? { ...trust, ...password !== undefined && { headers: { authorization: basic(credentials!) } } }
    : {
      ...trust,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(new URLSearchParams({
        ...query, grant_type: 'refresh_token', client_id: CLIENT, refresh_token: identitytoken,
      }).toString()),
    });
  const content = await readBody(answer, MOST_OF_TOKEN);
  if (answer.statusCode === 401 || answer.statusCode === 403) throw new AccessDenied();
  const token = answer.statusCode === 200 ? tokenIn(content.toString()) : undefined;
  if (token === undefined) throw noToken(realm.origin);
  return token;
}

function tokenIn(answer: string): string | undefined {
  try {
    const { token, access_token: accessToken } = JSON.parse(answer) as { readonly token?: unknown; readonly access_token?: unknown };
    const found = token ?? accessToken;
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}

function basic({ username = '', password = '' }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Reads `Bearer realm="https://auth.example.com/token",service="registry.example.com"`. */
function parse(challenge: string): Challenge {
  const [, scheme = '', rest = ''] = /^\s*(\S+)\s*(.*)$/.exec(challenge) ?? [];
  const parameters = [...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!.toLowerCase(), value!] as const);
  return { scheme: scheme.toLowerCase(), parameters: new Map(parameters) };
}
