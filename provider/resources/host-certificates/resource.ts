import { issue } from './issue';
import { schema } from './schema';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Resource } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { Unknown, Value } from '../../framework/value/value';

type Body = { readonly [name: string]: Value };

const DAY = 24 * 60 * 60 * 1000;

/** What is issued anew as a whole, since the key of the authority is not kept. */
const ISSUED = [
  'id', 'ca_certificate', 'server_certificate', 'server_key', 'client_certificate', 'client_key', 'expires_at',
] as const satisfies readonly (keyof Model<typeof schema>)[];

/** `docker_host_certificates`. They are only in the state, so reading changes nothing. */
export const hostCertificates: Resource<typeof schema, unknown> = {
  type: 'docker_host_certificates',
  schema,

  plan({ prior, planned, warn }) {
    requireRest(prior, planned);
    if (prior === null || !isDue(prior.expires_at, planned.renew_before_days)) return;
    ISSUED.forEach((name) => { planned[name] = Unknown.PLAIN; });
    warn({
      summary: 'The certificates of a host are renewed',
      detail: `They expire at ${String(prior.expires_at)}. The engine restarts with the new ones, and so do its containers.`,
    });
  },

  create: (_, desired) => issued(desired),
  read: async (_, prior) => prior,
  update: (_, desired) => issued(desired),
  delete: async () => undefined,
};

/** Refuses certificates that would be renewed by each plan. What exists must be removable, so only what is new or changed is refused. */
function requireRest(prior: Body | null, { validity_days: valid, renew_before_days: renewed }: Body): void {
  const isUnchanged = prior !== null && prior.validity_days === valid && prior.renew_before_days === renewed;
  if (isUnchanged || typeof valid !== 'number' || typeof renewed !== 'number' || renewed < valid) return;
  throw new DiagnosticError({
    summary: 'The certificates of a host would be renewed by each plan',
    detail: `They are valid for ${valid} days (\`validity_days\`), and renewed ${renewed} days before their end (\`renew_before_days\`). `
      + 'Set `renew_before_days` to less than `validity_days`.',
    path: ['renew_before_days'],
  });
}

function isDue(expires: unknown, days: unknown): boolean {
  return typeof expires !== 'string' || typeof days !== 'number' || Date.parse(expires) - days * DAY <= Date.now();
}

async function issued(desired: Model<typeof schema>): Promise<Model<typeof schema>> {
  const { fingerprint, authority, server, client, expires } = await issue(desired.hosts!, desired.validity_days!, new Date());
  return {
    ...desired,
    id: fingerprint,
    ca_certificate: authority,
    server_certificate: server.certificate,
    server_key: server.key,
    client_certificate: client.certificate,
    client_key: client.key,
    expires_at: expires.toISOString(),
  };
}
