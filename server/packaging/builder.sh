# find_builder: what builds containers here and answers. Sourced by container.sh and by the test of the image; needs tests/setup/lib.sh.
find_builder() {
  local builder
  for builder in ${BUILDER:-podman buildah docker}; do
    if has "$builder" && "$builder" info >/dev/null 2>&1; then echo "$builder"; return; fi
  done
  return 1
}
