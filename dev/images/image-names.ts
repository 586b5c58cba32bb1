/** The base of the other images. It has enough tools for an attacker. */
export const DEBIAN = 'debian:bookworm-slim';

/** The other images of the examples, named as on Docker Hub, and the folder in recipes/ that builds each without Docker Hub. */
export const RECIPES = {
  'redis:7.0': 'redis',
  'node:18-slim': 'node',
  'nginx:1.22': 'nginx',
  'postgres:15': 'postgres',
  'python:3.11-slim': 'python',
} as const;

export type ImageName = typeof DEBIAN | keyof typeof RECIPES;

export const SHOP_IMAGES = ['redis:7.0', 'node:18-slim', 'nginx:1.22'] as const satisfies ImageName[];
/** The attacker's image, and four official images of Docker Hub. */
export const ISOLATION_IMAGES = [DEBIAN, ...SHOP_IMAGES, 'postgres:15'] as const satisfies ImageName[];
