import { text } from './form';

/** The canonical form of the driver of a volume or a network. The engine adds `latest` to the name of a plugin without a tag. */
export const canonicalDriver = text((name) => name.replace(/:latest$/, ''));
