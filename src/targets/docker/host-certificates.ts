import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { HostCertificates } from './generated/host-certificates';
import { HostCertificatesModel } from '../../model/host-certificates';
import { IssuedCertificates } from '../target';

/** Adds a `docker_host_certificates`. */
export function addHostCertificates(scope: Construct, model: HostCertificatesModel, provider?: TerraformProvider): IssuedCertificates {
  const resource = new HostCertificates(scope, 'Resource', { provider, attributes: () => ({ hosts: model.hosts }) });
  return {
    resource,
    authority: resource.getStringAttribute('ca_certificate'),
    server: { certificate: resource.getStringAttribute('server_certificate'), key: resource.getStringAttribute('server_key') },
    client: { certificate: resource.getStringAttribute('client_certificate'), key: resource.getStringAttribute('client_key') },
  };
}
