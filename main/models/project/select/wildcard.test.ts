import { describe, expect, it } from 'vitest';
import { fqnMatches, pathMatches, wildcardMatches } from './wildcard.ts';

describe('wildcards', () => {
  it('match as a shell does', () => {
    expect(wildcardMatches('stg_orders', 'stg_*')).toBe(true);
    expect(wildcardMatches('a.c', 'a.c')).toBe(true);
    expect(wildcardMatches('abc', 'a.c')).toBe(false);
    expect(wildcardMatches('x1', 'x[0-9]')).toBe(true);
    expect(wildcardMatches('xa', 'x[!0-9]')).toBe(true);
    expect(wildcardMatches('ab', '?')).toBe(false);
  });

  it('stay quick on patterns made to be slow', () => {
    expect(wildcardMatches('a'.repeat(2000), `${'*'.repeat(40)}b`)).toBe(false);
  });

  it('read a path as a folder and all below it', () => {
    expect(pathMatches('models/marts/a.sql', 'models/marts')).toBe(true);
    expect(pathMatches('models/marts_old/a.sql', 'models/marts')).toBe(false);
    expect(pathMatches('models/marts/a.sql', 'models/*')).toBe(true);
    expect(pathMatches('models/x/y/a.sql', 'models/**/a.sql')).toBe(true);
    expect(pathMatches('models/a.sql', './models/')).toBe(true);
  });

  it('match an fqn by its leaf, its leading parts, or a pattern over the rest', () => {
    const fqn = ['shop', 'staging', 'stg_orders'];
    expect(fqnMatches(fqn, 'stg_orders')).toBe(true);
    expect(fqnMatches(fqn, 'staging')).toBe(true);
    expect(fqnMatches(fqn, 'shop.staging')).toBe(true);
    expect(fqnMatches(fqn, 'shop.*.stg_orders')).toBe(true);
    expect(fqnMatches(fqn, 'stg_*')).toBe(false);
    expect(fqnMatches(fqn, 'orders')).toBe(false);
  });
});
