/** What engines and registries say of images, and what to do next. The first that fits is taken. */
const CAUSES: readonly { readonly message: RegExp; readonly advice: string }[] = [
  {
    message: /conflict.*(container|dependent child)|image is being used/i,
    advice: 'Remove the container (or the image) that uses it first: refer to the image as `docker_image.<name>.image_id` in the configuration, so that terraform does it in this order. Or set `keep_locally = true`, to leave the image on the engine, or `force_remove = true`, to take its name away regardless.',
  },
  {
    message: /referenced in multiple repositories/i,
    advice: 'The image is named by its id, and has names besides. Give one of those as `name`, to take that away alone. Or set `keep_locally = true`, to leave the image on the engine, or `force_remove = true`, to remove it with all its names.',
  },
  {
    message: /no matching manifest|does not match the specified platform|was found but does not match/i,
    advice: 'The image is not there for this platform. Choose one that it has: `platform`, as in "linux/amd64".',
  },
  {
    message: /manifest.*(not found|unknown)|manifest unknown/i,
    advice: 'The repository is there, but not this tag or digest. Check its spelling, and which tags the repository has.',
  },
  {
    message: /http: server gave HTTP response to HTTPS client/i,
    advice: 'The registry does not speak TLS. Give it a certificate, or add it to `insecure-registries` in the engine\'s daemon.json and restart the engine.',
  },
  {
    message: /x509|certificate signed by unknown authority/i,
    advice: 'The engine does not trust the registry\'s certificate. Put its authority into /etc/docker/certs.d/<registry>/ca.crt on the engine\'s machine.',
  },
  {
    message: /toomanyrequests|rate limit/i,
    advice: 'The registry limits how much is pulled from one address. Wait, log in, or let the engine use a mirror (`registry-mirrors` in daemon.json).',
  },
  {
    message: /pull access denied|unauthorized|denied: |no basic auth credentials/i,
    advice: 'The repository is not there, or not for everybody. Check the name, its registry included, and give the provider a `registry_auth` block where it needs a login.',
  },
  {
    message: /no such host|connection refused|i\/o timeout|network is unreachable|context deadline|Client\.Timeout|TLS handshake timeout|EOF/i,
    advice: 'The engine (not this machine) did not reach the registry. Check its name servers, proxy and network, or use an image that needs no registry: `docker_image_import`.',
  },
  {
    message: /no space left on device/i,
    advice: 'The disk of the engine is full. Make room (`docker system df` shows what takes it).',
  },
  {
    message: /invalid tar header|unexpected EOF|archive\/tar/i,
    advice: 'The source is not a whole tar file, plain or compressed with gzip. Make it anew.',
  },
];

/** What to do next about a failure with an image, where its cause is well known. */
export function imageAdvice(message: string, statusCode?: number): string | undefined {
  const text = statusCode === 409 && !/^conflict/i.test(message) ? `conflict: ${message}` : message;
  return CAUSES.find((cause) => cause.message.test(text))?.advice;
}
