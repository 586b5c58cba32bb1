// Generated from the schema of berth/docker by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `docker_host_certificates`.
 */
export interface HostCertificatesAttributes {
  /**
   * The names and IP addresses at which clients reach the engine.
   */
  readonly hosts: Value<readonly string[]>;

  /**
   * For how many days the certificates are valid. The default is 365.
   */
  readonly validity_days?: Value<number>;

  /**
   * How many days before their end the certificates are renewed. The default is 90.
   */
  readonly renew_before_days?: Value<number>;

  /**
   * Name of an `engine` block of the provider. The default is the engine that the provider's own `host` or `context` sets.
   */
  readonly engine?: Value<string>;
}

/**
 * The types of the arguments of the resource `docker_host_certificates`.
 */
export const HOST_CERTIFICATES_SCHEMA: TypeSchema = {
  provider: 'docker',
  type: 'docker_host_certificates',
  attributes: { hosts: ['list', 'string'], validity_days: 'number', renew_before_days: 'number', engine: 'string' },
};

/**
 * The resource `docker_host_certificates`. Certificates for an engine that is reached over TLS: an authority, a certificate with which the
 * engine shows who it is, and one with which a client does. Nobody else trusts the authority, and its key is not kept. The keys are in the
 * state, so protect it. The certificates are renewed by age: the first plan in the last `renew_before_days` days of their validity issues
 * new ones.
 *
 * @internal
 */
export class HostCertificates extends GeneratedResource<HostCertificatesAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<HostCertificatesAttributes>) {
    super(scope, id, HOST_CERTIFICATES_SCHEMA, config);
  }
}
