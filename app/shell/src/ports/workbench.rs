//! What is read and made of content in bounded pools: courseware, banks, documents, archives, books.

use super::{BookWork, Boxed, Busy, CleanMedia, CoursePlace, MadeBook, ReadingWork};
use crate::{
    banks::{BankUpload, BankWords, BroughtFile, BroughtFolder, BroughtLesson, FolderAsk, GivenBank, OwnBank},
    content::ContentReading,
    packages::{BroughtCourse, CourseFault, CourseUpdate, GivenCourse},
    published::Published,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use zhixing_domain::{
    course::Html,
    lang::Lang,
    question::Item,
    time::Timestamp,
    workshop::{
        bank_text::BankText,
        item_form::{FormPlace, ItemForm, PlacedForm},
    },
};

pub trait Workbench: Send + Sync + 'static {
    fn read_item(&self, source: &str) -> Option<Item>;
    /// A place of those who hold a whole course in memory: taken before it is loaded, and held until it is read.
    fn course_place(&self) -> Boxed<Result<CoursePlace, Busy>>;
    /// What a teacher of a course answers a learner, as HTML.
    fn show_answer(&self, text: &str, course: &str, lang: Lang) -> Html;
    /// Does this in the pool in which courseware is read.
    fn do_reading(&self, work: ReadingWork) -> Boxed<Result<(), Busy>>;
    /// Reads courseware, files by path, in a bounded pool.
    fn read_content(&self, files: BTreeMap<String, Vec<u8>>) -> Boxed<Result<ContentReading, Busy>>;
    /// Reads one file of a course with what has a say in it, in the same pool; of other files nothing is said.
    fn read_file(&self, files: BTreeMap<String, Vec<u8>>, path: String) -> Boxed<Result<ContentReading, Busy>>;
    /// Reads one course of these files in the same pool; whatever else is in them is as the shelf has it already.
    fn read_course(&self, files: BTreeMap<String, Vec<u8>>, course: String, others: Arc<Published>) -> Boxed<Result<ContentReading, Busy>>;
    /// Reads a bank of another system in the same pool; `ids` are the items that the course has. Else why nothing could be read.
    fn read_bank(&self, upload: BankUpload, ids: BTreeSet<String>) -> Boxed<Result<Result<BroughtFile, BankWords>, Busy>>;
    /// A list of people in a workbook as lines whose cells are parted by tabs, in the same pool. Else why none could be read.
    fn read_list(&self, workbook: Vec<u8>) -> Boxed<Result<Result<String, BankWords>, Busy>>;
    /// Finds the items of banks, texts of our Markdown, in the same pool.
    fn find_items(&self, banks: Vec<String>) -> Boxed<Result<Vec<BankText>, Busy>>;
    /// An item of a text, of a lesson's or of a bank's, as a form has it, in the same pool; nothing where none stands there.
    fn item_form(&self, text: String, is_bank: bool, place: FormPlace, lang: Lang) -> Boxed<Result<Option<PlacedForm>, Busy>>;
    /// The text of an item with what its form says, in the same pool; a twin has no attributes. Nothing where no form can have it.
    fn item_with(&self, text: String, form: ItemForm, is_twin: bool) -> Boxed<Result<Option<String>, Busy>>;
    /// Writes a bank of ours, a text with its pictures, in another format and in the same pool. Else why it cannot be written.
    fn write_bank(&self, bank: OwnBank, format: &'static str) -> Boxed<Result<Result<GivenBank, BankWords>, Busy>>;
    /// Reads a document, or a page that was pasted, in the same pool. Else why it could not be read.
    fn read_document(&self, name: String, bytes: Vec<u8>) -> Boxed<Result<Result<BroughtLesson, BankWords>, Busy>>;
    /// Reads a folder of somebody else's Markdown in the same pool. Else why nothing of it could be read.
    fn read_folder(&self, ask: FolderAsk) -> Boxed<Result<Result<BroughtFolder, BankWords>, Busy>>;
    /// A file that lies beside the texts of a course without what tells of people or could act, in the same pool. Else what is wrong with it.
    fn clean_media(&self, name: String, bytes: Vec<u8>) -> Boxed<Result<Result<CleanMedia, BankWords>, Busy>>;
    /// A smaller version of a picture in the same pool, so many pixels wide; nothing where there is none to be made.
    fn smaller_picture(&self, bytes: Arc<[u8]>, width: u32) -> Boxed<Result<Option<Vec<u8>>, Busy>>;
    /// Opens a course of another installation in the same pool, once its signature and checksums hold. Else why it is not taken.
    fn open_course(&self, bytes: Vec<u8>) -> Boxed<Result<Result<BroughtCourse, CourseFault>, Busy>>;
    /// What taking it into the folder `course` of these files does; `any_key`: also if another key signed the edition before. Else why it is not taken.
    fn settle_course(
        &self,
        package: BroughtCourse,
        files: BTreeMap<String, Vec<u8>>,
        course: String,
        any_key: bool,
        now: Timestamp,
    ) -> Boxed<Result<Result<CourseUpdate, CourseFault>, Busy>>;
    /// Packs and signs a course of these files, in the same pool. Else why it does not go out.
    fn pack_course(
        &self,
        files: BTreeMap<String, Vec<u8>>,
        course: String,
        now: Timestamp,
    ) -> Boxed<Result<Result<GivenCourse, CourseFault>, Busy>>;
    /// Makes a Common Cartridge of a course of these files, in one language and in the same pool. Else why there is none.
    fn make_cartridge(
        &self,
        files: BTreeMap<String, Vec<u8>>,
        course: String,
        lang: Lang,
    ) -> Boxed<Result<Result<GivenCourse, CourseFault>, Busy>>;
    /// Packs files, by name, into a ZIP archive, in a bounded pool.
    fn pack(&self, files: Vec<(String, Vec<u8>)>) -> Boxed<Result<Vec<u8>, Busy>>;
    /// Makes a book in a bounded pool, one after another.
    fn make_book(&self, work: BookWork) -> Boxed<Result<MadeBook, Busy>>;
    /// What picture these bytes are, `svg` or `png`; nothing where they are none, or could do more than be looked at.
    fn picture_kind(&self, bytes: &[u8]) -> Option<&'static str>;
}
