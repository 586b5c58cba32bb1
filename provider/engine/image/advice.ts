/** How engines say that they could not reach a registry. */
export const UNREACHABLE = new RegExp([
  'no such host', 'connection refused', 'i/o timeout', 'network is unreachable', 'context deadline', 'Client\\.Timeout',
  'TLS handshake timeout', 'EOF',
].join('|'), 'i');

/** Messages of engines and registries about images, and what to do about each. The first match counts. */
const CAUSES: readonly { readonly message: RegExp; readonly advice: string }[] = [
  {
    message: /conflict.*(container|dependent child)|image is being used/i,
    advice: 'Remove the container (or the image) that uses it first. If the configuration refers to the image as '
      + '`docker_image.<name>.image_id`, terraform removes them in this order. Or set `keep_locally = true` to keep the image '
      + 'on the engine, or `force_remove = true` to remove its name anyway.',
  },
  {
    message: /referenced in multiple repositories/i,
    advice: '`name` is the ID of the image, but the image also has names. Set `name` to one of them, to remove only that name. '
      + 'Or set `keep_locally = true` to keep the image on the engine, or `force_remove = true` to remove it with all its names.',
  },
  {
    message: /no matching manifest|does not match the specified platform|was found but does not match/i,
    advice: 'The image does not exist for this platform. Set `platform` to one that it exists for, as in "linux/amd64".',
  },
  {
    message: /manifest.*(not found|unknown)|manifest unknown/i,
    advice: 'The repository exists, but not this tag or digest. Check its spelling, and the tags in the repository.',
  },
  {
    message: /http: server gave HTTP response to HTTPS client/i,
    advice: 'The registry does not use TLS. Give it a certificate, or add it to `insecure-registries` in the engine\'s daemon.json '
      + 'and restart the engine.',
  },
  {
    message: /x509|certificate signed by unknown authority/i,
    advice: 'The engine does not trust the registry\'s certificate. Copy its certificate authority to '
      + '/etc/docker/certs.d/<registry>/ca.crt on the engine\'s machine.',
  },
  {
    message: /toomanyrequests|rate limit/i,
    advice: 'The registry limits the number of pulls from one address. Wait, log in, or configure a mirror on the engine '
      + '(`registry-mirrors` in daemon.json).',
  },
  {
    message: /pull access denied|unauthorized|denied: |no basic auth credentials/i,
    advice: 'The repository does not exist or is not public. Check the name, including its registry. '
      + 'If it needs a login, add a `registry_auth` block to the provider.',
  },
  {
    message: UNREACHABLE,
    advice: 'The engine (not this machine) could not reach the registry. Check the engine\'s name servers, proxy and network, '
      + 'or use an image that needs no registry: `docker_image_import`.',
  },
  {
    message: /no space left on device/i,
    advice: 'The engine\'s disk is full. Free some space (`docker system df` shows what uses it).',
  },
  {
    message: /invalid tar header|unexpected EOF|archive\/tar/i,
    advice: 'The source is not a complete tar file, plain or compressed with gzip. Recreate it.',
  },
];

/** Returns what to do next about a failure with an image, if its cause is well known. */
export function imageAdvice(message: string, statusCode?: number): string | undefined {
  const text = statusCode === 409 && !/^conflict/i.test(message) ? `conflict: ${message}` : message;
  return CAUSES.find((cause) => cause.message.test(text))?.advice;
}
