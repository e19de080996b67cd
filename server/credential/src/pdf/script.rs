//! Scripts that the sheet cannot set.

/// Scripts that run from right to left: the sheet is set from left to right, and would turn them around.
pub(super) fn runs_backwards(c: char) -> bool {
    matches!(c as u32, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}
