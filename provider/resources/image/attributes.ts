import { text } from '../../engine/canonical/form';
import { parsePlatform } from '../../engine/image/platform';
import { isImageId, listedName, parseReference } from '../../engine/reference';
import { Attribute, Validator } from '../../framework/schema/schema';

/** The canonical form of an image's name: `busybox`, `busybox:latest` and `docker.io/library/busybox` are the same. */
export const canonicalImageName = text((spelling) => {
  const reference = parseReference(spelling);
  return reference && listedName(reference);
});

/** Allows the name of an image that is pulled or that the engine has. */
export const imageName: Validator = {
  description: 'a repository, with a tag, a digest or both: `nginx:1.27`, `registry.example.com/app@sha256:...`',
  check(value) {
    const name = String(value);
    if (isImageId(name) || parseReference(name) !== undefined) return undefined;
    const hint = parseReference(name.toLowerCase()) === undefined ? '' : ` Repositories are lower case: "${name.toLowerCase()}".`;
    return `"${name}" is not an image name: it has to be ${imageName.description}.${hint}`;
  },
};

/** Allows a name to give to an image. A digest can't be chosen. */
export const newImageName: Validator = {
  description: 'a repository and a tag: `app:1.2`. Without a tag it is `latest`',
  check(value) {
    const reference = parseReference(String(value));
    if (reference !== undefined && reference.digest === undefined) return undefined;
    return `"${String(value)}" can't be given to an image as a name: it has to be ${newImageName.description}.`;
  },
};

/** Allows the platform of an image. */
export const platform: Validator = {
  description: '`os/architecture` or `os/architecture/variant`: `linux/amd64`, `linux/arm64/v8`',
  check(value) {
    if (value === '' || parsePlatform(String(value)) !== undefined) return undefined;
    return `"${String(value)}" is not a platform: it has to be ${platform.description}.`;
  },
};

const OPERATING_SYSTEM = /^(linux|windows)$/i;

/** Returns the operating system of a platform that names nothing else. */
export function operatingSystemOf(spelling: string): string | undefined {
  return OPERATING_SYSTEM.test(spelling) ? spelling.toLowerCase() : undefined;
}

/** Allows the platform of a container, which may be an operating system alone. */
export const containerPlatform: Validator = {
  description: `${platform.description}, or the operating system alone: \`linux\``,
  check(value) {
    if (operatingSystemOf(String(value)) !== undefined || platform.check(value) === undefined) return undefined;
    return `"${String(value)}" is not a platform: it has to be ${containerPlatform.description}.`;
  },
};

/** The computed ids of an image. */
export const imageIds = {
  id: { type: 'string', computed: true, stable: true, description: 'The image\'s id, followed by its name.' },
  image_id: {
    type: 'string',
    computed: true,
    stable: true,
    description: 'The image\'s id, `sha256:...`. Preferred as the `image` of a container: it changes when the image does.',
  },
} as const satisfies Readonly<Record<string, Attribute>>;

const IMPORT_INSTRUCTIONS = [
  'CMD', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'ONBUILD', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR',
];

/** Allows Dockerfile instructions that configure how an image runs. Instructions that build are refused. */
export const importChanges: Validator = {
  description: `each begins with one of ${IMPORT_INSTRUCTIONS.join(', ')}`,
  check(value) {
    const changes = (Array.isArray(value) ? value : []).filter((change) => typeof change === 'string');
    // Only the word before a value, since the rest may be a secret.
    const words = changes.map((change) => /^\s*([^\s=]*)/.exec(change)![1]!);
    const wrong = words.find((word) => !IMPORT_INSTRUCTIONS.includes(word.toUpperCase()));
    return wrong === undefined ? undefined : `"${wrong}" can't be applied to an imported image: ${importChanges.description}.`;
  },
};
