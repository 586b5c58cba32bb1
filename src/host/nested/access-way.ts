import { Construct } from 'constructs';
import {
  ACCESS_PATH, ACCESS_SOCKET, CERTIFICATES_PATH, SOCKET_ARGUMENTS, SSH_PATH, SSHD_CONFIGURATION, TLS_ARGUMENTS,
} from './engine-script';
import { NestedSshOptions } from './nested-access';
import { Endpoint } from '../../engine/endpoint';
import { Tls } from '../../engine/tls';
import { DEFAULT_PORT } from '../../shared/engine';
import { Container } from '../../workload/container/container';
import { PortMapping } from '../../workload/container/networking/port-mapping';
import { ContainerFile } from '../../workload/container/storage/file';
import { Mount } from '../../workload/container/storage/mount';
import { SecretFile } from '../../workload/container/storage/secret-file';
import { NestedHostProps } from '../nested-host-props';

const SSH_PORT = 22;

/** How an engine is reached, and what its container needs for that. */
export interface AccessWay {
  readonly arguments?: readonly string[];
  readonly files?: readonly ContainerFile[];
  readonly secrets?: readonly SecretFile[];
  readonly mounts?: readonly Mount[];
  readonly ports?: readonly PortMapping[];
  readonly endpoint: (container: Container) => Endpoint;
}

/** Returns the way to an engine, and adds what it needs to a scope. */
export function accessWay(scope: Construct, props: NestedHostProps): AccessWay {
  const { _ssh: ssh, _folder: folder } = props.access ?? {};
  if (ssh !== undefined) return overSsh(props, ssh);
  return folder === undefined ? overTls(scope, props) : bySocket(folder);
}

function overTls(scope: Construct, { host, hostIp = '127.0.0.1', port: hostPort }: NestedHostProps): AccessWay {
  const hosts = [...new Set([host.address, hostIp])];
  const { authority, server, client } = host._placement.target.addHostCertificates(new Construct(scope, 'Certificates'), { hosts });
  return {
    arguments: TLS_ARGUMENTS,
    files: [
      { path: `${CERTIFICATES_PATH}/ca.pem`, content: authority },
      { path: `${CERTIFICATES_PATH}/cert.pem`, content: server.certificate },
      { path: `${CERTIFICATES_PATH}/key.pem`, content: server.key, mode: '0400' },
    ],
    ports: [{ containerPort: DEFAULT_PORT.tls, hostPort, hostIp }],
    endpoint: (container) => Endpoint.tcp(host.address, {
      port: container.publishedPort(DEFAULT_PORT.tls),
      tls: Tls.fromMaterial({ ca: authority, cert: client.certificate, key: client.key }),
    }),
  };
}

function overSsh({ host, hostIp = '127.0.0.1', port: hostPort }: NestedHostProps, ssh: NestedSshOptions): AccessWay {
  const { hostPrivateKey, hostKey, authorizedKeys, identityFile } = ssh;
  return {
    files: [
      { path: `${SSH_PATH}/sshd_config`, content: SSHD_CONFIGURATION },
      { path: `${SSH_PATH}/authorized_keys`, content: `${authorizedKeys.join('\n')}\n` },
    ],
    secrets: [SecretFile.fromVariable(hostPrivateKey, `${SSH_PATH}/host_key`, { mode: '0400' })],
    ports: [{ containerPort: SSH_PORT, hostPort, hostIp }],
    endpoint: (container) => Endpoint.ssh(host.address, { port: container.publishedPort(SSH_PORT), user: 'root', hostKey, identityFile }),
  };
}

function bySocket(folder: string): AccessWay {
  return {
    arguments: SOCKET_ARGUMENTS,
    mounts: [Mount.bind(folder, ACCESS_PATH, { readOnly: false })],
    endpoint: () => Endpoint.unix(`${folder}/${ACCESS_SOCKET}`),
  };
}
