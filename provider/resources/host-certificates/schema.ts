import { defineSchema } from '../../framework/resource';
import { each, integer, matching } from '../shared/validators';

const HOST = matching('a host name or an IP address, such as "docker.example.com" or "10.0.0.5"', /^[\w*:]([\w.:-]*[\w:])?$/);

export const schema = defineSchema({
  description: 'Certificates for an engine that is reached over TLS: an authority, a certificate with which the engine shows who it is, '
    + 'and one with which a client does. Nobody else trusts the authority, and its key is not kept. The keys are in the state, so protect '
    + 'it. The certificates are renewed by age: the first plan in the last `renew_before_days` days of their validity issues new ones.',
  attributes: {
    id: { type: 'string', computed: true, stable: false, description: 'SHA-256 hash of the authority\'s certificate.' },
    hosts: {
      type: ['list', 'string'],
      required: true,
      validators: [each(HOST)],
      description: 'The names and IP addresses at which clients reach the engine.',
    },
    validity_days: {
      type: 'number',
      optional: true,
      default: 365,
      validators: [integer(1, 3650, 'days')],
      description: 'For how many days the certificates are valid. The default is 365.',
    },
    renew_before_days: {
      type: 'number',
      optional: true,
      default: 90,
      validators: [integer(0, 3650, 'days')],
      description: 'How many days before their end the certificates are renewed. The default is 90.',
    },
    ca_certificate: { type: 'string', computed: true, description: 'Certificate of the authority, in PEM.' },
    server_certificate: { type: 'string', computed: true, description: 'Certificate of the engine, in PEM.' },
    server_key: { type: 'string', computed: true, sensitive: true, description: 'Private key of the engine, in PEM.' },
    client_certificate: { type: 'string', computed: true, description: 'Certificate of the client, in PEM.' },
    client_key: { type: 'string', computed: true, sensitive: true, description: 'Private key of the client, in PEM.' },
    expires_at: { type: 'string', computed: true, description: 'When the certificates end, as in `2027-01-31T12:00:00.000Z`.' },
  },
});
