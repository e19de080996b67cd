//! [`Workbench`], bound to the real things.

use super::Adapters;
use crate::{
    banks,
    content::{Reading, course_of},
    packages,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use zhixing_courseware::{ContentProblem, Files};
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
use zhixing_shell::{
    banks::{BankUpload, BankWords, BroughtFile, BroughtFolder, BroughtLesson, FolderAsk, GivenBank, OwnBank},
    content::ContentReading,
    packages::{BroughtCourse, CourseFault, CourseUpdate, GivenCourse},
    ports::{BookWork, Boxed, Busy, CleanMedia, CoursePlace, MadeBook, ReadingWork, Workbench},
    published::Published,
    sheet::zip::Archive,
};

impl Workbench for Adapters {
    fn read_item(&self, source: &str) -> Option<Item> {
        zhixing_courseware::item(source)
    }

    fn course_place(&self) -> Boxed<Result<CoursePlace, Busy>> {
        let courses = self.courses.clone();
        Box::pin(async move { courses.take().await.map(|place| Box::new(place) as CoursePlace) })
    }

    fn show_answer(&self, text: &str, course: &str, lang: Lang) -> Html {
        zhixing_courseware::answer(text, course, lang)
    }

    fn do_reading(&self, work: ReadingWork) -> Boxed<Result<(), Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(work).await })
    }

    fn read_content(&self, files: BTreeMap<String, Vec<u8>>) -> Boxed<Result<ContentReading, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || Reading::of(Files(files)).seen()).await })
    }

    fn read_file(&self, files: BTreeMap<String, Vec<u8>>, path: String) -> Boxed<Result<ContentReading, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || Reading::of_file(Files(files), &path).seen()).await })
    }

    fn read_course(&self, files: BTreeMap<String, Vec<u8>>, course: String, others: Arc<Published>) -> Boxed<Result<ContentReading, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || course_of(&Files(files), &course, &others)).await })
    }

    fn read_bank(&self, upload: BankUpload, ids: BTreeSet<String>) -> Boxed<Result<Result<BroughtFile, BankWords>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || banks::read(upload, ids)).await })
    }

    fn read_list(&self, workbook: Vec<u8>) -> Boxed<Result<Result<String, BankWords>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || banks::list(&workbook)).await })
    }

    fn find_items(&self, banks: Vec<String>) -> Boxed<Result<Vec<BankText>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || banks.iter().map(|text| zhixing_courseware::bank_text(text)).collect()).await })
    }

    fn item_form(&self, text: String, is_bank: bool, place: FormPlace, lang: Lang) -> Boxed<Result<Option<PlacedForm>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || zhixing_courseware::item_form(&text, is_bank, &place, lang)).await })
    }

    fn item_with(&self, text: String, form: ItemForm, is_twin: bool) -> Boxed<Result<Option<String>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || zhixing_courseware::item_with(&text, &form, is_twin)).await })
    }

    fn write_bank(&self, bank: OwnBank, format: &'static str) -> Boxed<Result<Result<GivenBank, BankWords>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || banks::write(bank, format)).await })
    }

    fn read_document(&self, name: String, bytes: Vec<u8>) -> Boxed<Result<Result<BroughtLesson, BankWords>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || banks::document(&name, bytes)).await })
    }

    fn read_folder(&self, ask: FolderAsk) -> Boxed<Result<Result<BroughtFolder, BankWords>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || banks::folder(ask)).await })
    }

    fn clean_media(&self, name: String, bytes: Vec<u8>) -> Boxed<Result<Result<CleanMedia, BankWords>, Busy>> {
        let readings = self.readings.clone();
        let said = |p: Box<ContentProblem>| {
            let [zh, en] = [Lang::Zh, Lang::En].map(|lang| [p.message(lang), p.suggestion(lang)]);
            [zh.join("。"), format!("{}.", en.join(": ").trim_end_matches('.'))].into()
        };
        Box::pin(async move { readings.run(move || zhixing_courseware::cleaned(&name, bytes).map_err(said)).await })
    }

    fn smaller_picture(&self, bytes: Arc<[u8]>, width: u32) -> Boxed<Result<Option<Vec<u8>>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || zhixing_courseware::smaller_picture(&bytes, width)).await })
    }

    fn open_course(&self, bytes: Vec<u8>) -> Boxed<Result<Result<BroughtCourse, CourseFault>, Busy>> {
        let (readings, issuer) = (self.readings.clone(), self.issuer.clone());
        Box::pin(async move { readings.run(move || packages::brought(bytes, &issuer.did)).await })
    }

    fn settle_course(
        &self,
        package: BroughtCourse,
        files: BTreeMap<String, Vec<u8>>,
        course: String,
        any_key: bool,
        now: Timestamp,
    ) -> Boxed<Result<Result<CourseUpdate, CourseFault>, Busy>> {
        let readings = self.readings.clone();
        Box::pin(async move { readings.run(move || packages::settled(package, files, &course, any_key, now)).await })
    }

    fn pack_course(
        &self,
        files: BTreeMap<String, Vec<u8>>,
        course: String,
        now: Timestamp,
    ) -> Boxed<Result<Result<GivenCourse, CourseFault>, Busy>> {
        let (readings, issuer) = (self.readings.clone(), self.issuer.clone());
        Box::pin(async move { readings.run(move || packages::given(files, &course, &issuer.did, issuer.signing(), now)).await })
    }

    fn make_cartridge(
        &self,
        files: BTreeMap<String, Vec<u8>>,
        course: String,
        lang: Lang,
    ) -> Boxed<Result<Result<GivenCourse, CourseFault>, Busy>> {
        let (readings, issuer) = (self.readings.clone(), self.issuer.clone());
        Box::pin(async move { readings.run(move || packages::carried(files, &course, lang, issuer.base_url())).await })
    }

    fn pack(&self, files: Vec<(String, Vec<u8>)>) -> Boxed<Result<Vec<u8>, Busy>> {
        let archives = self.archives.clone();
        Box::pin(async move { archives.run(move || Archive::of(&files)).await })
    }

    fn make_book(&self, work: BookWork) -> Boxed<Result<MadeBook, Busy>> {
        let books = self.books.clone();
        Box::pin(async move { books.run(work).await })
    }

    fn picture_kind(&self, bytes: &[u8]) -> Option<&'static str> {
        zhixing_courseware::picture_kind(bytes)
    }
}
