const CORE_PROTOCOL = 1;
const PLUGIN_PROTOCOL = 6;
const COOKIE_KEY = 'TF_PLUGIN_MAGIC_COOKIE';
const COOKIE_VALUE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/** Whether Terraform started this process. */
export function isStartedByTerraform(env: NodeJS.ProcessEnv): boolean {
  return env[COOKIE_KEY] === COOKIE_VALUE;
}

/** Returns why this Terraform can't use the provider, or undefined if it can. */
export function protocolProblem(env: NodeJS.ProcessEnv): string | undefined {
  const offered = env.PLUGIN_PROTOCOL_VERSIONS?.split(',') ?? [];
  if (offered.length === 0 || offered.includes(String(PLUGIN_PROTOCOL))) {
    return undefined;
  }
  return `This Terraform supports plugin protocol ${offered.join(' and ')}, but the provider supports only ${PLUGIN_PROTOCOL}. `
    + 'Use Terraform 1.0 or later.';
}

/** Returns the certificate of the only client that may connect, if Terraform requests encryption. */
export function clientCertificate(env: NodeJS.ProcessEnv): string | undefined {
  return env.PLUGIN_CLIENT_CERT || undefined;
}

/** Returns the line that tells Terraform where to connect, and which certificate to expect. */
export function handshakeLine(address: string, certificate: Buffer | undefined): string {
  // Terraform expects base64 without padding.
  const encoded = certificate === undefined ? '' : certificate.toString('base64').replace(/=+$/, '');
  return [CORE_PROTOCOL, PLUGIN_PROTOCOL, 'unix', address, 'grpc', encoded].join('|');
}

/** Returns the environment variable that makes Terraform use a running provider. */
export function reattachVariable(provider: string, address: string): string {
  const config = {
    [provider]: {
      Protocol: 'grpc',
      ProtocolVersion: PLUGIN_PROTOCOL,
      Pid: process.pid,
      Test: true,
      Addr: { Network: 'unix', String: address },
    },
  };
  return `TF_REATTACH_PROVIDERS='${JSON.stringify(config)}'`;
}
